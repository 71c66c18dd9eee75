import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { covers, HeldMandates, live, type MandateScope } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { FILINGS, visibleTo } from '../visibility.queries';
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
  ...(['isLate', 'userUnitId', 'maintenanceUnitId', 'institutionId', 'filedByOrganisationId', 'mandateId'] as const),
  ...(['requestedOn', 'scheduledOn', 'feeFen'] as const),
  ...(['scheduledPeriod', 'inspectorIds', 'reportId', 'version', 'createdAt', 'updatedAt'] as const),
];

type Named = Pick<
  Elevator,
  'categoryCode' | 'registrationCode' | 'useRegistrationNo' | 'internalNo' | 'siteName' | 'address'
>;

/** What the reader may do by a mandate over the device; null without one. */
type Mandated = { mandateScopes?: readonly MandateScope[] | null };

/** A filing with what names its device, whole with its contact's phone masked, or as a list has it. */
export type FilingRecord = Omit<Filing, 'contactPhone'> & { contactPhone: string | null } & Named & Mandated;
export type ListedFiling = Pick<Filing, (typeof LISTED)[number]> & Named & Mandated;

const DEVICE = `e.category_code AS "categoryCode", e.registration_code AS "registrationCode", e.address,
  e.use_registration_no AS "useRegistrationNo", e.internal_no AS "internalNo", e.site_name AS "siteName"`;

/** The scopes of the one mandate that organisation `$2` holds over the device on day `$3`. */
const SCOPES = `(SELECT m.scopes FROM mandates m WHERE m.holder_id = $2 AND m.mandator_id = f.user_unit_id
  AND m.kind = '${ELEVATOR}' AND ${live('$3')} AND ${covers('f.elevator_id')} LIMIT 1) AS "mandateScopes"`;

const FROM = 'elevator_filings f JOIN elevators e ON e.id = f.elevator_id';

@Injectable()
export class FilingQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly mandates: HeldMandates,
    private readonly secrets: Secrets,
  ) {}

  async list(actor: Actor, query: FilingQuery): Promise<Page<ListedFiling>> {
    const page = await this.lists.page<ListedFiling>({
      columns: `${this.reads.columns(Filing, 'f', LISTED)}, ${DEVICE}`,
      from: FROM,
      keysFrom: 'elevator_filings f',
      where: visibleTo(actor, FILINGS, this.clock.today())
        .addIf(query.state, 'f.state = ?')
        .addIf(query.batchId, 'f.batch_id = ?')
        .addIf(query.elevatorId, 'f.elevator_id = ?')
        .addIf(query.mandateId, 'f.mandate_id = ?')
        .addIf(query.number, 'f.number = ?'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'f.created_at',
      id: 'f.id',
      valueOf: ({ createdAt }) => createdAt,
    });
    // What may be done with each is asked for only by those who show it.
    return query.include ? { ...page, items: await this.withScopes(actor, page.items) } : page;
  }

  async get(actor: Actor, id: string): Promise<FilingRecord> {
    const { contactPhone, ...filing } = await this.whole(actor, id);
    const phone = this.secrets.decrypt({ column: FILING_CONTACT_PHONE, id }, contactPhone);
    return { ...filing, contactPhone: phone && maskPhone(phone) };
  }

  /** With the contact's phone as it is stored. @throws DomainError record.not_found */
  async whole(actor: Actor, id: string): Promise<Filing & Named & Mandated> {
    const text = `SELECT ${this.reads.columns(Filing, 'f')}, ${DEVICE}, ${SCOPES} FROM ${FROM} WHERE f.id = $1`;
    const values = [id, actor.organisationId, this.clock.today()];
    const [filing] = await this.reads.rows<Filing & Named & Mandated>({ name: 'filing', text }, values);
    if (!filing || !canSee(actor, filing, regulatedPrefixes(actor), scopesOf(filing))) {
      throw new DomainError('record.not_found');
    }
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

  private async withScopes(actor: Actor, filings: readonly ListedFiling[]): Promise<ListedFiling[]> {
    const subjects = filings.map(({ elevatorId, userUnitId }) => ({ subjectId: elevatorId, mandatorId: userUnitId }));
    const held = await this.mandates.over(actor, ELEVATOR, subjects);
    return filings.map((filing) => ({ ...filing, mandateScopes: [...(held.get(filing.elevatorId)?.scopes ?? [])] }));
  }
}

/** What the reader may do with the filing by a mandate. */
export function scopesOf({ mandateScopes }: Mandated): ReadonlySet<MandateScope> {
  return new Set(mandateScopes);
}
