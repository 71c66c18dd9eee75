import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addWorkingDays } from '@nqi/shared/calendar';
import { Clock, WorkingCalendar } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { OrderLinesService } from '../orders/order-lines.service';
import type { MetrologyOrder } from '../orders/order.entity';
import { orderLife } from '../orders/order.life';
import type { ReceivedItem } from './item.dto';
import type { MetrologyItem } from './item.entity';
import { itemLife } from './item.life';
import { sampleNoOf } from './sample-no';

/** 收样: instruments come, all at once or one after the other. */
@Injectable()
export class ReceiptService {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly lifecycle: Lifecycle,
    private readonly lines: OrderLinesService,
  ) {}

  /**
   * Receives what came; the promised day counts from here.
   * @throws DomainError metrology.lines_incomplete for items of other orders; workflow.wrong_state for one that is here already
   */
  receive(actor: Actor, orderId: string, received: readonly ReceivedItem[]): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id: orderId, event: 'receive' }, async (tx, order) => {
      const items = await this.lines.of(tx, orderId);
      const known = new Set(items.map(({ id }) => id));
      const unknown = received.filter(({ itemId }) => !known.has(itemId)).map(({ itemId }) => itemId);
      if (unknown.length > 0) throw new DomainError('metrology.lines_incomplete', { missing: [], unknown });
      for (const item of items) {
        const found = received.find(({ itemId }) => itemId === item.id);
        if (found) await this.enter(tx, actor, order, { item, found });
      }
      return { details: { itemIds: received.map(({ itemId }) => itemId) } };
    });
  }

  private async enter(
    tx: Tx,
    by: Actor,
    { number }: MetrologyOrder,
    { item, found }: { item: MetrologyItem; found: ReceivedItem },
  ): Promise<void> {
    const receivedOn = this.clock.today();
    const time = await this.calendar.time();
    Object.assign(item, {
      sampleNo: sampleNoOf(number ?? '', item.position),
      condition: found.condition,
      accessories: found.accessories ?? null,
      receivedOn,
      promisedOn: addWorkingDays(time, receivedOn, item.capability?.promisedDays ?? item.test?.promisedDays ?? 0).at,
    });
    await this.lifecycle.cause(tx, itemLife, item, { event: 'receive', by, note: found.condition });
  }
}
