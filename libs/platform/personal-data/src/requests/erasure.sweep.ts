import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { DataRequest } from './data-request.entity';
import { ErasureService } from './erasure.service';

/** Erases what was held once its keeping time is over. */
@Injectable()
export class ErasureSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly erasure: ErasureService,
  ) {
    super();
  }

  async run(): Promise<void> {
    while (await this.one());
  }

  /** One request a transaction. @returns false when none is due */
  private one(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const [due] = await tx.sql<{ id: string }>(
        `SELECT id FROM data_requests WHERE erase_again_on <= $1 AND state = 'done'
         ORDER BY erase_again_on LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.clock.today()],
      );
      if (!due) return false;
      const request = await tx.manager.findOneByOrFail(DataRequest, { id: due.id });
      await this.erasure.eraseAgain(tx, request);
      await tx.manager.save(request);
      return true;
    });
  }
}
