import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Mandate } from './mandate.entity';
import { mandateLife } from './mandate.life';

const AT_ONCE = 200;

/** Writes down that mandates and offers are over. What they allow has ended by their dates alone, without this. */
@Injectable()
export class MandateEndSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const over = await tx.manager
        .createQueryBuilder(Mandate, 'm')
        .where(`m.state IN ('offered', 'active') AND m.validTo < :today`, { today: this.clock.today() })
        .orderBy('m.id')
        .limit(AT_ONCE)
        .setLock('for_no_key_update')
        .setOnLocked('skip_locked')
        .getMany();
      for (const mandate of over) await this.lifecycle.cause(tx, mandateLife, mandate, { event: 'end', by: null });
    });
  }
}
