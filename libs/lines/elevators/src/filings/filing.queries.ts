import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import { canSee } from '../visibility.policy';
import { visibleTo } from '../visibility.queries';
import type { Elevator } from '../devices/elevator.entity';
import { FilingBatch } from './filing-batch.entity';
import type { FilingQuery } from './filing.dto';
import { Filing } from './filing.entity';

/** A filing with what names its device. */
export type FilingRecord = Filing &
  Pick<Elevator, 'categoryCode' | 'registrationCode' | 'useRegistrationNo' | 'internalNo' | 'siteName' | 'address'>;

const DEVICE = `e.category_code AS "categoryCode", e.registration_code AS "registrationCode", e.address,
  e.use_registration_no AS "useRegistrationNo", e.internal_no AS "internalNo", e.site_name AS "siteName"`;

@Injectable()
export class FilingQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(actor: Actor, query: FilingQuery): Promise<Page<FilingRecord>> {
    return this.lists.page<FilingRecord>({
      select: this.select(),
      where: visibleTo(actor, 'f')
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
    const [filing] = await this.reads.rows<FilingRecord>({ name: 'filing', text: `${this.select()} WHERE f.id = $1` }, [
      id,
    ]);
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

  private select(): string {
    return `SELECT ${this.reads.columns(Filing, 'f')}, ${DEVICE}
      FROM elevator_filings f JOIN elevators e ON e.id = f.elevator_id`;
  }
}
