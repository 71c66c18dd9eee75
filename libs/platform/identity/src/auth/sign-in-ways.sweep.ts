import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** What no longer opens or limits anything. */
const OVER = [
  ['one_time_codes', `expires_at < now() - interval '1 day'`],
  ['code_requests', `at < now() - interval '1 day'`],
  ['sign_in_tickets', 'expires_at < now()'],
  ['second_factors', `confirmed_at IS NULL AND created_at < now() - interval '1 day'`],
] as const;

/** Forgets codes, requests for codes, tickets and second factors that were never confirmed. */
@Injectable()
export class SignInWaysSweep extends Sweep {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      for (const [table, isOver] of OVER) {
        await tx.sql(`DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${isOver} LIMIT 5000)`);
      }
    });
  }
}
