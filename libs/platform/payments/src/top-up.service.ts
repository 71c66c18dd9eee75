import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { insertionOf, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { PaymentAllocation } from './payment-allocation.entity';
import type { TopUpOrder } from './payment-order.dto';
import { paymentOrderLife } from './payment-order.life';
import { partiesOf } from './payment-order.policy';
import { badField, PaymentOrderService, UNPAID } from './payment-order.service';

/** 补缴: an order of its own for what a paid one lacked. One person proposes it, another approves. */
@Injectable()
export class TopUpService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly lifecycle: Lifecycle,
    private readonly orders: PaymentOrderService,
  ) {}

  /** @returns the id of the new order @throws DomainError workflow.not_a_party, payments.not_paid */
  propose(actor: Actor, paidId: string, { subjectId, amountFen, reason }: TopUpOrder): Promise<string> {
    return this.transactions.run(async (tx) => {
      const paid = await this.lifecycle.visible(tx, paymentOrderLife, actor, paidId);
      const { kind, payerId, payeeId, chargeNature } = paid;
      const parties = partiesOf(actor, paid);
      if (!parties.has('payee_clerk') && !parties.has('payee_finance')) {
        throw new DomainError('workflow.not_a_party', { event: 'propose', parties: ['payee_clerk', 'payee_finance'] });
      }
      if (paid.state !== 'paid') throw new DomainError('payments.not_paid', { state: paid.state });
      const part = await tx.manager.findOneBy(PaymentAllocation, { orderId: paidId, subjectId });
      if (!part) throw badField('/subjectId', 'field.not_allowed');
      const [number = ''] = await this.numbers.ordinary(tx, 'payment_order_number', this.clock.today(), 1);
      const id = newId();
      const bill = { id, number, kind, payerId, payeeId, chargeNature, amountFen, createdAt: this.clock.now() };
      const link = { ...UNPAID, topUpOfId: paidId, proposedById: actor.userId, reason };
      const label = { zh: '补缴', en: 'Top-up' };
      const lines = [{ code: 'top_up', label, quantity: 1, unitFen: amountFen, amountFen }];
      const allocation = { id: newId(), orderId: id, kind, subjectId, label: part.label, amountFen, lines };
      const withIt = [insertionOf(tx, PaymentAllocation, { ...allocation, isLive: true, isTopUp: true })];
      const born = { event: 'propose', by: actor, parties, note: reason, withIt } as const;
      this.lifecycle.begin(tx, paymentOrderLife, { ...bill, ...link }, born);
      return id;
    });
  }

  /** @throws DomainError payments.same_person */
  approve(actor: Actor, id: string): Promise<void> {
    return this.orders.act(actor, id, 'approve', (_, { proposedById }) => {
      if (proposedById === actor.userId) throw new DomainError('payments.same_person');
      return Promise.resolve();
    });
  }
}
