import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { type Charge, type PaymentKind, PaymentKinds } from '@nqi/platform/payments';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { type Author, History } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import type { MetrologyItem } from '../items/item.entity';
import { dueFen } from './order-due';
import { OrderLinesService } from './order-lines.service';
import { METROLOGY_ORDER } from './order-subject';
import { MetrologyOrder } from './order.entity';
import { orderLife } from './order.life';
import type { OrderState } from './order.workflow';

/** From the contract on, also after the work; a draft or an offer owes nothing. */
const PAYABLE: readonly OrderState[] = ['accepted', 'awaiting_sample', 'in_progress', 'completed'];

/** The voluntary lines of orders; mandatory verification never makes a payment. */
@Injectable()
export class OrderFeeKind implements PaymentKind, OnModuleInit {
  readonly name = METROLOGY_ORDER;

  constructor(
    private readonly kinds: PaymentKinds,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly lifecycle: Lifecycle,
    private readonly lines: OrderLinesService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  lock(tx: Tx, orderIds: readonly string[]): Promise<void> {
    return this.lifecycle.lock(tx, orderLife, orderIds);
  }

  async charges(tx: Tx, { organisationId }: Actor, orderIds: readonly string[]): Promise<Charge[]> {
    const orders = await tx.manager.find(MetrologyOrder, {
      where: { id: In([...orderIds]), state: In([...PAYABLE]) },
      order: { id: 'ASC' },
    });
    const charges: Charge[] = [];
    for (const order of orders) {
      if (![order.clientId, order.laboratoryId].includes(organisationId)) continue;
      const items = await this.lines.of(tx, order.id);
      if (dueFen(order, items) > 0) charges.push(toCharge(order, items));
    }
    return charges;
  }

  /** Money is no state of the order: it may come before, during or after the work. */
  async settled(tx: Tx, orderIds: readonly string[], by: Author): Promise<void> {
    const orders = await tx.manager.find(MetrologyOrder, { where: { id: In([...orderIds]) }, order: { id: 'ASC' } });
    for (const order of orders) {
      const paidFen = dueFen(order, await this.lines.of(tx, order.id));
      Object.assign(order, { paidFen, settledAt: this.clock.now(), updatedAt: this.clock.now() });
      await tx.manager.save(order);
      const { id: recordId, state } = order;
      const happening = { recordType: METROLOGY_ORDER, recordId, event: 'settle', from: state, to: state, by };
      this.history.record(tx, { ...happening, details: { paidFen } });
    }
  }
}

function toCharge(order: MetrologyOrder, items: readonly MetrologyItem[]): Charge {
  const paid = items.filter(({ priceFen, notDoneReason }) => (priceFen ?? 0) > 0 && notDoneReason === null);
  return {
    ...{ subjectId: order.id, label: order.number ?? order.id, payerId: order.clientId, payeeId: order.laboratoryId },
    ...{ chargeNature: 'operational', amountFen: dueFen(order, items) },
    lines: paid.map(toLine),
  };
}

function toLine({ position, capability, sample, priceFen }: MetrologyItem): Charge['lines'][number] {
  const { instrument = '', methodNo = '' } = capability ?? {};
  const label = {
    zh: sample ? `${sample.name} 检测` : `${instrument} ${methodNo}`.trim(),
    en: `Item ${position}, ${methodNo}`.trim(),
  };
  const amountFen = priceFen ?? 0;
  return { code: `item_${position}`, label, quantity: 1, unitFen: amountFen, amountFen };
}
