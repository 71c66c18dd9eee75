import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Forgets counts of minutes that are over. */
@Injectable()
export class LimitsSweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    const over = Math.floor(Date.now() / 60_000) - 2;
    await this.transactions.run((tx) =>
      tx.sql('DELETE FROM rate_limits WHERE ctid IN (SELECT ctid FROM rate_limits WHERE time_window < $1 LIMIT 5000)', [
        over,
      ]),
    );
  }
}
