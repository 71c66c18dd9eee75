import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';

/** Deletes copies that nobody came for. */
@Injectable()
export class ExportExpirySweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql('UPDATE data_exports SET content = NULL WHERE content IS NOT NULL AND expires_at <= $1', [
        this.clock.now(),
      ]),
    );
  }
}
