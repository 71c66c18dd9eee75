import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { InvitationExpiry } from './invitation-expiry.service';

/** Ends the invitations that nobody answered in time. */
@Injectable()
export class InvitationSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly expiry: InvitationExpiry,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run((tx) => this.expiry.expire(tx, null));
  }
}
