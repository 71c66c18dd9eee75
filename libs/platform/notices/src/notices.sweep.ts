import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Forgets after a year what people were told, with what became of its mail; codes that never went out after a day. */
@Injectable()
export class NoticesSweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.sql(
        `DELETE FROM notice_deliveries WHERE ctid IN (SELECT ctid FROM notice_deliveries
           WHERE notice_id IS NULL AND mail_kind IS NULL AND created_at < now() - interval '1 day' LIMIT 5000)`,
      );
      await tx.sql(
        `DELETE FROM notice_deliveries WHERE ctid IN (SELECT ctid FROM notice_deliveries
           WHERE mail_kind IS NOT NULL AND created_at < now() - interval '1 year' LIMIT 5000)`,
      );
      await tx.sql(
        `DELETE FROM notices WHERE ctid IN
           (SELECT ctid FROM notices WHERE created_at < now() - interval '1 year' LIMIT 5000)`,
      );
    });
  }
}
