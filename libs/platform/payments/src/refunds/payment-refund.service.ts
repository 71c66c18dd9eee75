import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { PaymentOrder } from '../payment-order.entity';
import { canSee } from '../payment-order.policy';
import { paymentOrderLife } from '../payment-order.life';
import { lockOrder } from '../payment-order.service';
import { PaymentRefund } from './payment-refund.entity';
import { paymentRefundLife } from './payment-refund.life';
import { partiesOf } from './payment-refund.policy';
import type { PaymentRefundEvent } from './payment-refund.workflow';
import type { RequestRefund } from './payment-refund.dto';

/** More wishes about one order than anybody has; refunds of an order are read at once. */
const MOST = 100;

/** 退费. Lock order: the order, then the refund. */
@Injectable()
export class PaymentRefundService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @returns its id @throws DomainError payments.not_paid, payments.refund_too_high */
  request(actor: Actor, orderId: string, { amountFen, reason }: RequestRefund): Promise<string> {
    return this.transactions.run(async (tx) => {
      const order = await this.lifecycle.visible(tx, paymentOrderLife, actor, orderId);
      if (order.state !== 'paid') throw new DomainError('payments.not_paid', { state: order.state });
      assertCovered(order, amountFen);
      const count = await tx.manager.countBy(PaymentRefund, { orderId });
      if (count >= MOST) throw new DomainError('payments.refund_too_high', { amountFen, leftFen: 0 });
      const { payerId, payeeId } = order;
      const sides = { payerId, payeeId, requestedById: actor.userId };
      const facts = { id: newId(), orderId, amountFen, reason, createdAt: this.clock.now() };
      const none = { answer: null, bankReference: null, approvedById: null };
      const born = { event: 'request', by: actor, parties: partiesOf(actor, sides), note: reason } as const;
      return this.lifecycle.begin(tx, paymentRefundLife, { ...facts, ...sides, ...none }, born).id;
    });
  }

  /** @throws DomainError payments.same_person, payments.refund_too_high */
  approve(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'approve', async (tx, refund, order) => {
      if (refund.requestedById === actor.userId) throw new DomainError('payments.same_person');
      assertCovered(order, refund.amountFen);
      refund.approvedById = actor.userId;
      order.refundedFen += refund.amountFen;
      order.updatedAt = this.clock.now();
      await tx.manager.save(order);
    });
  }

  reject(actor: Actor, id: string, answer: string): Promise<void> {
    return this.act(actor, id, 'reject', (_, refund) => {
      refund.answer = answer;
    });
  }

  withdraw(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'withdraw', () => undefined);
  }

  payOut(actor: Actor, id: string, bankReference: string): Promise<void> {
    return this.act(actor, id, 'pay_out', (_, refund) => {
      refund.bankReference = bankReference;
    });
  }

  /** Of one order, oldest first. @throws DomainError record.not_found */
  async of(actor: Actor, orderId: string): Promise<PaymentRefund[]> {
    const { manager } = this.transactions;
    const order = await manager.findOneBy(PaymentOrder, { id: orderId });
    if (!order || !canSee(actor, order)) throw new DomainError('record.not_found');
    return manager.find(PaymentRefund, { where: { orderId }, order: { createdAt: 'ASC', id: 'ASC' }, take: MOST });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<PaymentRefund> {
    const refund = await this.transactions.manager.findOneBy(PaymentRefund, { id });
    if (!refund || !canSee(actor, refund)) throw new DomainError('record.not_found');
    return refund;
  }

  private act(
    actor: Actor,
    id: string,
    event: PaymentRefundEvent,
    change: (tx: Tx, refund: PaymentRefund, order: PaymentOrder) => Promise<void> | void,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      // The order of a refund never changes, so it can be locked before the refund is.
      const order = await lockOrder(tx, (await this.get(actor, id)).orderId);
      await this.lifecycle.act(paymentRefundLife, { actor, id, event }, (inner, refund) =>
        change(inner, refund, order),
      );
    });
  }
}

/** The constraint is the law behind it. */
function assertCovered({ amountFen: paidFen, refundedFen }: PaymentOrder, amountFen: number): void {
  const leftFen = paidFen - refundedFen;
  if (amountFen > leftFen) throw new DomainError('payments.refund_too_high', { amountFen, leftFen });
}
