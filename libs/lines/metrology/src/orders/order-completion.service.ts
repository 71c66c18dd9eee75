import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PaymentOrderService } from '@nqi/platform/payments';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { MetrologyItem } from '../items/item.entity';
import type { ItemState } from '../items/item.workflow';
import { dueFen } from './order-due';
import { OrderLinesService } from './order-lines.service';
import { METROLOGY_ORDER } from './order-subject';
import { MetrologyOrder } from './order.entity';
import { orderLife } from './order.life';

/** Nothing more is to be done in the laboratory. */
const DONE: readonly ItemState[] = [
  'certified_pass',
  'certified_fail',
  'calibrated',
  'reported',
  'not_done',
  'handed_back',
];

/** The end of an order: it completes by itself and is closed by people. */
@Injectable()
export class OrderCompletionService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly lines: OrderLinesService,
    private readonly payments: PaymentOrderService,
  ) {}

  /** Locks the order of an item before the item itself: everybody who may end an item ends it in this order. */
  async lockOf(tx: Tx, itemId: string): Promise<void> {
    await tx.sql(
      `SELECT id FROM metrology_orders WHERE id = (SELECT order_id FROM metrology_items WHERE id = $1)
       FOR NO KEY UPDATE`,
      [itemId],
    );
  }

  /** An item of the locked order has come to its end: the last one completes the order. */
  async itemEnded(tx: Tx, orderId: string): Promise<void> {
    const order = await tx.manager.findOneByOrFail(MetrologyOrder, { id: orderId });
    const items = await this.lines.of(tx, orderId);
    // A bill over an item that is not done would be too high; a new one is made over the rest.
    if (items.some(({ state }) => state === 'not_done') && !order.settledAt) {
      await this.payments.release(tx, METROLOGY_ORDER, orderId);
    }
    if (order.state !== 'in_progress' || !items.every(({ state }) => DONE.includes(state))) return;
    order.completedAt = this.clock.now();
    await this.lifecycle.cause(tx, orderLife, order, { event: 'complete', by: null });
  }

  /** @throws DomainError metrology.not_settled, metrology.not_handed_back */
  close(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'close' }, async (tx, order) => {
      const items = await this.lines.of(tx, id);
      const due = dueFen(order, items);
      if (due > 0) throw new DomainError('metrology.not_settled', { dueFen: due });
      const positions = items.filter(isStillHere).map(({ position }) => position);
      if (order.site === 'lab' && positions.length > 0)
        throw new DomainError('metrology.not_handed_back', { positions });
    });
  }
}

/** What is left of a sample may stay with the laboratory, if the client agreed to its disposal. */
function isStillHere({ state, receivedOn, test }: MetrologyItem): boolean {
  return state !== 'handed_back' && receivedOn !== null && test?.remainder !== 'dispose';
}
