import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Forgets failed sign-ins that no longer cost anything. */
@Injectable()
export class SignInDelaysSweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql(
        `DELETE FROM sign_in_delays WHERE ctid IN
           (SELECT ctid FROM sign_in_delays WHERE updated_at < now() - interval '1 day' AND held_until < now() LIMIT 5000)`,
      ),
    );
  }
}
