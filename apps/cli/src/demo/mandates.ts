import { addDays, today } from './days';
import type { Enterprise } from './people';
import type { ApiClient } from './api-client';

const SCOPES = ['file', 'pay', 'receive_reports'];
/** A maintenance contract of a year. */
const DAYS = 364;

/** Over which devices; null: all of the user unit. */
type Subjects = readonly string[] | null;

interface Mandate {
  id: string;
  number: string;
  isLive: boolean;
}

/** The user unit offers a mandate to its contractor, which accepts it. @param from the first day */
export async function mandate(
  { client, id: mandatorId }: Pick<Enterprise, 'client' | 'id'>,
  contractor: Enterprise,
  subjectIds: Subjects,
  from = today(),
): Promise<Mandate> {
  const { id } = await client.post<Mandate>('/v1/mandates', {
    ...{ kind: 'elevator', mandatorId, holderId: contractor.id, scopes: SCOPES },
    ...{ validFrom: from, validTo: addDays(from, DAYS) },
    ...(subjectIds ? { subjectIds } : { coversAll: true }),
    evidence: { kind: 'maintenance_contract', number: `WB-${from}`, note: '维保合同（演示）' },
  });
  return contractor.client.post<Mandate>(`/v1/mandates/${id}/acceptance`);
}

/** The enterprise that somebody acts for. */
export async function enterpriseOf(client: ApiClient): Promise<Pick<Enterprise, 'client' | 'id'>> {
  const { organisationId } = await client.get<{ organisationId: string }>('/v1/me');
  return { client, id: organisationId };
}
