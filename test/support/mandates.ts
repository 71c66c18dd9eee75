import type { MandateScope } from '@nqi/platform/mandates';
import type { TestCity } from './city';
import type { Answer, Caller } from './client';
import { TODAY } from './given';
import { camelCased } from './seen-by';

const ALL: MandateScope[] = ['file', 'pay', 'receive_reports'];

/** What a user unit would send; `facts` name the subjects, or take over what is different. */
export function offerOf(mandator: Caller, holder: Caller, facts: object = {}): object {
  return {
    ...{ kind: 'elevator', mandatorId: mandator.organisationId, holderId: holder.organisationId, scopes: ALL },
    ...{ validFrom: TODAY, validTo: '2027-03-01' },
    evidence: { kind: 'maintenance_contract', number: 'WB-2026-017' },
    ...facts,
  };
}

/** A mandate that the user unit offered and the contractor accepted. */
export async function mandate(mandator: Caller, holder: Caller, facts: object = {}): Promise<any> {
  const { id } = good(await mandator.post('/v1/mandates', offerOf(mandator, holder, facts)));
  return good(await holder.post(`/v1/mandates/${id}/acceptance`));
}

export async function revoke(mandator: Caller, { id }: { id: string }): Promise<any> {
  return good(await mandator.post(`/v1/mandates/${id}/revocation`, { reason: '合同终止' }));
}

/** Ends what the demo city begins with, so that a test gives exactly the mandates that it is about. */
export async function revokeSeeded({ cast }: TestCity): Promise<void> {
  const { items } = good(await cast.userUnit.get('/v1/mandates?state=active'));
  for (const item of items) await revoke(cast.userUnit, item);
}

/** What an organisation may do with a device on a day, by the rows and in plain words: the twin of what SQL says. */
export async function scopesAmong(
  { db }: TestCity,
  day: string,
): Promise<(holderId: string, elevatorId: string, userUnitId: string) => Set<MandateScope>> {
  const mandates: any[] = (await db.query('SELECT * FROM mandates')).map(camelCased);
  const subjects: any[] = (await db.query('SELECT * FROM mandate_subjects')).map(camelCased);
  const covered = new Set(subjects.map(({ mandateId, subjectId }) => `${mandateId} ${subjectId}`));
  return (holderId, elevatorId, userUnitId) => {
    const held = mandates.filter(
      (one) =>
        one.state === 'active' &&
        one.holderId === holderId &&
        one.mandatorId === userUnitId &&
        one.validFrom <= day &&
        day <= one.validTo &&
        (one.coversAll || covered.has(`${one.id} ${elevatorId}`)),
    );
    return new Set(held.flatMap(({ scopes }) => scopes as MandateScope[]));
  };
}

export function good({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}
