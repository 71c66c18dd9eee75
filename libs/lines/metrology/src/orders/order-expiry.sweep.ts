import { Injectable } from '@nestjs/common';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { PaymentOrderService } from '@nqi/platform/payments';
import { AppointmentPlacesService } from '../appointments/appointment-places.service';
import { MetrologyRulesService } from '../rules/metrology-rules.service';
import { OrderLinesService } from './order-lines.service';
import { METROLOGY_ORDER } from './order-subject';
import { MetrologyOrder } from './order.entity';
import { orderLife } from './order.life';

const AT_ONCE = 100;

/** Ends offers that nobody approved and appointments to which nobody came; a paid order is people's to end. */
@Injectable()
export class OrderExpirySweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rules: MetrologyRulesService,
    private readonly lines: OrderLinesService,
    private readonly places: AppointmentPlacesService,
    private readonly payments: PaymentOrderService,
  ) {
    super();
  }

  async run(): Promise<void> {
    const today = this.clock.today();
    const { sampleDays } = await this.rules.ordersOn(today);
    const before = addDays(today, -sampleDays);
    await this.each(`o.state = 'quoted' AND o.quoteValidUntil < :day`, today, (tx, order) =>
      this.end(tx, order, 'expire_quote', '报价已过期'),
    );
    await this.each(
      `o.state = 'awaiting_sample' AND o.expectedOn < :day AND o.settledAt IS NULL`,
      before,
      (tx, order) => this.end(tx, order, 'lapse', '逾期未送检'),
    );
  }

  /** One order a transaction: its window is locked after it, and nobody waits for two. */
  private async each(
    condition: string,
    day: string,
    end: (tx: Tx, order: MetrologyOrder) => Promise<void>,
  ): Promise<void> {
    for (let count = 0; count < AT_ONCE; count += 1) {
      const isFound = await this.transactions.run(async (tx) => {
        const order = await tx.manager
          .createQueryBuilder(MetrologyOrder, 'o')
          .where(condition, { day })
          .orderBy('o.id')
          .limit(1)
          .setLock('for_no_key_update')
          .setOnLocked('skip_locked')
          .getOne();
        if (order) await end(tx, order);
        return order !== null;
      });
      if (!isFound) return;
    }
  }

  private async end(tx: Tx, order: MetrologyOrder, event: 'expire_quote' | 'lapse', note: string): Promise<void> {
    await this.lines.drop(tx, order, note);
    await this.places.release(tx, order);
    await this.payments.release(tx, METROLOGY_ORDER, order.id);
    await this.lifecycle.cause(tx, orderLife, order, { event, by: null, note });
  }
}
