import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { ReportMailKind } from './report-mail.kind';

/** Says of deliveries whose mail was given up, because it ended too many workers, that they failed. */
@Injectable()
export class ReportMailSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly mail: ReportMailKind,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const lost = await tx.sql<{ id: string; code: string; reason: string }>(
        `SELECT d.id, n.failure_code AS code, n.failure_reason AS reason
         FROM notice_deliveries n JOIN report_deliveries d ON d.id = n.subject_id AND d.state = 'queued'
         WHERE n.state = 'failed' AND n.mail_kind = $1
           AND NOT EXISTS (SELECT FROM notice_deliveries o WHERE o.subject_id = d.id AND o.state IN ('queued', 'running'))
         ORDER BY d.id LIMIT 100`,
        [this.mail.name],
      );
      for (const { id, code, reason } of lost) await this.mail.settled(tx, id, { code, reason });
    });
  }
}
