import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import { visibleTo } from '../visibility.queries';
import type { Elevator } from '../devices/elevator.entity';
import { FilingBatch } from './filing-batch.entity';
import type { FilingQuery } from './filing.dto';
import { Filing, FILING_CONTACT_PHONE } from './filing.entity';
import { canSee } from './filing.policy';

/** What a list shows of a filing and what its open events depend on; findings and bills stay where they are. */
const LISTED = [
  ...([
    'id',
    'number',
    'acceptanceNo',
    'batchId',
    'elevatorId',
    'kind',
    'state',
    'conclusion',
    'dueYear',
    'dueOn',
  ] as const),
  ...(['isLate', 'userUnitId', 'maintenanceUnitId', 'institutionId', 'requestedOn', 'scheduledOn', 'feeFen'] as const),
  ...(['scheduledPeriod', 'inspectorIds', 'reportId', 'version', 'createdAt', 'updatedAt'] as const),
];

type Named = Pick<
  Elevator,
  'categoryCode' | 'registrationCode' | 'useRegistrationNo' | 'internalNo' | 'siteName' | 'address'
>;

/** A filing with what names its device, whole with its contact's phone masked, or as a list has it. */
export type FilingRecord = Omit<Filing, 'contactPhone'> & { contactPhone: string | null } & Named;
export type ListedFiling = Pick<Filing, (typeof LISTED)[number]> & Named;

const DEVICE = `e.category_code AS "categoryCode", e.registration_code AS "registrationCode", e.address,
  e.use_registration_no AS "useRegistrationNo", e.internal_no AS "internalNo", e.site_name AS "siteName"`;

const FROM = 'elevator_filings f JOIN elevators e ON e.id = f.elevator_id';

@Injectable()
export class FilingQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly secrets: Secrets,
  ) {}

  list(actor: Actor, query: FilingQuery): Promise<Page<ListedFiling>> {
    return this.lists.page<ListedFiling>({
      columns: `${this.reads.columns(Filing, 'f', LISTED)}, ${DEVICE}`,
      from: FROM,
      where: visibleTo(actor, 'f', 'f.number IS NOT NULL')
        .addIf(query.state, 'f.state = ?')
        .addIf(query.batchId, 'f.batch_id = ?')
        .addIf(query.elevatorId, 'f.elevator_id = ?')
        .addIf(query.number, 'f.number = ?'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'f.created_at',
      id: 'f.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<FilingRecord> {
    const { contactPhone, ...filing } = await this.whole(actor, id);
    const phone = this.secrets.decrypt({ column: FILING_CONTACT_PHONE, id }, contactPhone);
    return { ...filing, contactPhone: phone && maskPhone(phone) };
  }

  /** With the contact's phone as it is stored. @throws DomainError record.not_found */
  async whole(actor: Actor, id: string): Promise<Filing & Named> {
    const text = `SELECT ${this.reads.columns(Filing, 'f')}, ${DEVICE} FROM ${FROM} WHERE f.id = $1`;
    const [filing] = await this.reads.rows<Filing & Named>({ name: 'filing', text }, [id]);
    if (!filing || !canSee(actor, filing, regulatedPrefix(actor))) throw new DomainError('record.not_found');
    return filing;
  }

  /** A batch of the own organisation, with how many of its filings are in each state. */
  async batch({ organisationId }: Actor, id: string): Promise<{ batch: FilingBatch; byState: Record<string, number> }> {
    const batch = await this.transactions.manager.findOneBy(FilingBatch, { id, organisationId });
    if (!batch) throw new DomainError('record.not_found');
    const rows = await this.reads.rows<{ state: string; count: number }>(
      {
        name: 'filing_batch',
        text: 'SELECT state, count(*)::int AS count FROM elevator_filings WHERE batch_id = $1 GROUP BY state',
      },
      [id],
    );
    return { batch, byState: Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }
}
