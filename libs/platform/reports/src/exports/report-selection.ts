import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import type { Conditions } from '@nqi/shared/http';
import { ReportQueries } from '../report.queries';
import type { ReportFilter } from './report-export.dto';

/** Which reports somebody may read, for any number of them at once. */
@Injectable()
export class ReportSelection {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportQueries,
  ) {}

  /** Those of the reports that the actor may read today. */
  async visible(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    return new Set(await this.find(this.reports.visibleTo(actor).add('r.id = ANY(?)', ids), ids.length));
  }

  /** Issued reports that the actor may read, the oldest first. @param most so many at most */
  matching(actor: Actor, filter: ReportFilter, most: number): Promise<string[]> {
    const where = this.reports
      .visibleTo(actor)
      .add('r.issued_at IS NOT NULL')
      .addIf(filter.kind, 'r.kind = ?')
      .addIf(filter.subjectId, 'r.subject_id = ?')
      .addIf(filter.numbers, 'r.number = ANY(?)')
      .addIf(filter.issuedFrom, `r.issued_at >= (?::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`)
      .addIf(filter.issuedTo, `r.issued_at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
    return this.find(where, most);
  }

  private async find({ parts, alternatives, throughs, values }: Conditions, most: number): Promise<string[]> {
    const all = parts.join(' AND ');
    const ways = [
      ...alternatives.map((way) => `SELECT r.id, r.issued_at FROM reports r WHERE (${way}) AND ${all}`),
      ...throughs.map(
        ({ source, way }) => `SELECT r.id, r.issued_at FROM ${source} CROSS JOIN reports r WHERE (${way}) AND ${all}`,
      ),
    ];
    const text = `SELECT id FROM (${ways.join(' UNION ')}) AS seen ORDER BY issued_at, id LIMIT ${most}`;
    const rows = await this.transactions.manager.query<{ id: string }[]>(text, values);
    return rows.map(({ id }) => id);
  }
}
