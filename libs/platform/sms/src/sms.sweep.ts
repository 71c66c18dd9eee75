import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Forgets the content of messages that a lost worker left behind, then decoys, and in the end the accounts of sent ones. */
@Injectable()
export class SmsSweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.sql(`UPDATE sms_messages SET sealed = NULL WHERE state = 'failed' AND sealed IS NOT NULL`);
      await tx.sql(
        `DELETE FROM sms_messages WHERE ctid IN
           (SELECT ctid FROM sms_messages WHERE state IN ('ready', 'failed')
              AND created_at < now() - CASE WHEN is_decoy THEN interval '1 day' ELSE interval '1 year' END LIMIT 5000)`,
      );
      await tx.sql(`DELETE FROM sms_budgets WHERE day < now() - interval '1 year'`);
    });
  }
}
