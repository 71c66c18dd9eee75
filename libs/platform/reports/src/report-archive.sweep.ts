import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import { Report } from './report.entity';
import { reportLife } from './report.life';

const AT_ONCE = 200;

/** Reports whose retention by the narrowest rule in force is over; content and files stay. */
const OVER = `
  SELECT r.id FROM reports r JOIN LATERAL (
    SELECT retention_years FROM report_rules
    WHERE (kind IS NULL OR kind = r.kind) AND (institution_id IS NULL OR institution_id = r.institution_id)
      AND $1::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')
    ORDER BY institution_id IS NULL, kind IS NULL LIMIT 1) AS rule ON true
  WHERE r.state IN ('issued', 'superseded', 'revoked') AND r.issued_at < $2::timestamptz - interval '6 years'
    AND r.issued_at < $2::timestamptz - make_interval(years => rule.retention_years)
  ORDER BY r.id LIMIT ${AT_ONCE} FOR NO KEY UPDATE OF r SKIP LOCKED`;

/** Archives reports whose time of retention is over. */
@Injectable()
export class ReportArchiveSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await tx.sql<{ id: string }>(OVER, [this.clock.today(), this.clock.now()]);
      if (found.length === 0) return;
      const reports = await tx.manager.findBy(Report, { id: In(found.map(({ id }) => id)) });
      for (const report of reports) await this.lifecycle.cause(tx, reportLife, report, { event: 'archive', by: null });
    });
  }
}
