import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { FilingLife } from './filing.life';
import { Filing } from './filing.entity';

/** Objections are possible for ten working days after receipt; fifteen days later a filing is at rest. */
const DAYS = 15;
const AT_ONCE = 200;

/** Archives filings whose report has been out long enough. */
@Injectable()
export class ArchiveSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
  ) {
    super();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAYS * 86_400_000);
    await this.transactions.run(async (tx) => {
      const filings = await tx.manager
        .createQueryBuilder(Filing, 'f')
        .where(`f.state = 'report_issued' AND f.issuedAt < :before`, { before })
        .orderBy('f.id')
        .limit(AT_ONCE)
        .setLock('for_no_key_update')
        .setOnLocked('skip_locked')
        .getMany();
      for (const filing of filings) await this.lifecycle.cause(tx, this.life, filing, { event: 'archive', by: null });
    });
  }
}
