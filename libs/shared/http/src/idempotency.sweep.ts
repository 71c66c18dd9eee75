import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Forgets stored answers after two days: a client that repeats a request does so within minutes. */
@Injectable()
export class IdempotencySweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql(
        `DELETE FROM idempotency_keys WHERE ctid IN
           (SELECT ctid FROM idempotency_keys WHERE created_at < now() - interval '2 days' LIMIT 5000)`,
      ),
    );
  }
}
