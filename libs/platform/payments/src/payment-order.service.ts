import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { nextState } from '@nqi/shared/workflow';
import { PAYMENT_ORDER } from './credits/deferral-due.kind';
import { PaymentAllocation } from './payment-allocation.entity';
import { type Charge, PaymentKinds } from './payment-kind';
import { PaymentOrder } from './payment-order.entity';
import { paymentOrderLife } from './payment-order.life';
import { canSee, partiesOf } from './payment-order.policy';
import { type PaymentOrderEvent, paymentOrderWorkflow } from './payment-order.workflow';

/** What finance read on the bank statement. */
export interface Confirmation {
  paidOn: string;
  bankReference: string;
  amountFen: number;
}

@Injectable()
export class PaymentOrderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly lifecycle: Lifecycle,
    private readonly kinds: PaymentKinds,
    private readonly dues: DueService,
  ) {}

  /**
   * Puts subjects of one kind on one bill.
   * @returns the id of the order
   * @throws DomainError payments.unknown_subject, payments.mixed_order, payments.already_ordered
   */
  create(actor: Actor, kind: string, subjectIds: readonly string[]): Promise<string> {
    if (!this.kinds.has(kind)) throw badField('/kind', 'field.not_allowed');
    return this.transactions.run(async (tx) => {
      const payable = this.kinds.of({ kind });
      await payable.lock(tx, subjectIds);
      const charges = await payable.charges(tx, actor, subjectIds);
      assertOneBill(charges, subjectIds);
      await assertNotOrdered(tx, kind, subjectIds);
      return this.insert(tx, actor, kind, charges);
    });
  }

  /** Finance has found the money: every subject moves on, once. @throws DomainError payments.amount_differs */
  confirm(actor: Actor, id: string, { paidOn, bankReference, amountFen }: Confirmation): Promise<void> {
    return this.act(actor, id, 'confirm', async (tx, order, subjectIds) => {
      if (paidOn > this.clock.today()) throw badField('/paidOn', 'field.too_large');
      if (amountFen !== order.amountFen) {
        throw new DomainError('payments.amount_differs', { expectedFen: order.amountFen, givenFen: amountFen });
      }
      Object.assign(order, { paidOn, bankReference });
      // What was deferred, or already paid for once, has gone on long ago.
      if (order.state === 'created' && !order.topUpOfId) await this.kinds.of(order).settled(tx, subjectIds, actor);
    });
  }

  /** The bill is given up; its subjects may be ordered again. */
  close(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'close', (tx) => freeSubjects(tx, id));
  }

  /** A locked subject is withdrawn: an unpaid order that holds it closes. */
  async release(tx: Tx, kind: string, subjectId: string): Promise<void> {
    const allocation = await tx.manager.findOneBy(PaymentAllocation, { kind, subjectId, isLive: true });
    if (!allocation) return;
    const order = await lockOrder(tx, allocation.orderId);
    if (order.state !== 'created') return;
    await freeSubjects(tx, order.id);
    await this.lifecycle.cause(tx, paymentOrderLife, order, { event: 'release', by: null });
  }

  /** An event of an order: subjects are locked before it. */
  async act(
    actor: Actor,
    id: string,
    event: PaymentOrderEvent,
    change: (tx: Tx, order: PaymentOrder, subjectIds: string[]) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      // The sides of an order never change, so a stranger is turned away before anything is locked.
      const found = await tx.manager.findOneBy(PaymentOrder, { id });
      if (!found || !canSee(actor, found)) throw new DomainError('record.not_found');
      const allocations = await tx.manager.findBy(PaymentAllocation, { orderId: id });
      const subjectIds = allocations.map(({ subjectId }) => subjectId);
      // Subjects are locked before the order everywhere, so that no two transactions wait for each other.
      await this.kinds.of(found).lock(tx, subjectIds);
      const order = await lockOrder(tx, id);
      const parties = partiesOf(actor, order);
      const from = order.state;
      nextState(paymentOrderWorkflow, from, event, parties);
      await change(tx, order, subjectIds);
      await this.lifecycle.move(tx, paymentOrderLife, order, { event, by: actor, parties });
      if ([from, order.state].includes('deferred')) await this.dues.follow(tx, PAYMENT_ORDER, [id]);
    });
  }

  private async insert(tx: Tx, actor: Actor, kind: string, charges: [Charge, ...Charge[]]): Promise<string> {
    const [first] = charges;
    const { payerId, payeeId, chargeNature } = first;
    const [number = ''] = await this.numbers.ordinary(tx, 'payment_order_number', this.clock.today(), 1);
    const amountFen = charges.reduce((sum, charge) => sum + charge.amountFen, 0);
    const bill = { id: newId(), number, kind, payerId, payeeId, chargeNature, amountFen, createdAt: this.clock.now() };
    const order = this.lifecycle.begin(
      tx,
      paymentOrderLife,
      { ...bill, ...UNPAID },
      { event: 'create', by: actor, parties: partiesOf(actor, first) },
    );
    const allocations = charges.map(({ subjectId, label, lines, amountFen: part }) => {
      return {
        id: newId(),
        orderId: order.id,
        kind,
        subjectId,
        label,
        amountFen: part,
        lines,
        isLive: true,
        isTopUp: false,
      };
    });
    // Not insertMany, which leaves out what a constraint refuses: an order without its allocations would pay for nothing.
    await tx.manager.insert(PaymentAllocation, allocations);
    return order.id;
  }
}

/** What an order is before anything has happened to it. */
export const UNPAID = {
  ...{ paidOn: null, bankReference: null, refundedFen: 0, topUpOfId: null, proposedById: null, reason: null },
  ...{ deferredUntil: null, deferralRule: null },
};

/** Orders are never deleted: one that was found is there. */
export function lockOrder(tx: Tx, id: string): Promise<PaymentOrder> {
  return tx.manager.findOneOrFail(PaymentOrder, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export function badField(pointer: string, code: string): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer, code }] });
}

async function freeSubjects(tx: Tx, orderId: string): Promise<void> {
  await tx.manager.update(PaymentAllocation, { orderId }, { isLive: false });
}

function assertOneBill(
  charges: readonly Charge[],
  subjectIds: readonly string[],
): asserts charges is [Charge, ...Charge[]] {
  const charged = new Set(charges.map(({ subjectId }) => subjectId));
  const unknown = subjectIds.filter((id) => !charged.has(id));
  const [first] = charges;
  if (unknown.length > 0 || !first) throw new DomainError('payments.unknown_subject', { subjectIds: unknown });
  const isMixed = charges.some(
    ({ payerId, payeeId, chargeNature }) =>
      payerId !== first.payerId || payeeId !== first.payeeId || chargeNature !== first.chargeNature,
  );
  if (isMixed) throw new DomainError('payments.mixed_order');
}

/** The subjects are locked, so this answer holds; the unique index is the law behind it. */
async function assertNotOrdered(tx: Tx, kind: string, subjectIds: readonly string[]): Promise<void> {
  const existing = await tx.sql<{ subjectId: string; orderId: string }>(
    `SELECT subject_id AS "subjectId", order_id AS "orderId" FROM payment_allocations
     WHERE kind = $1 AND subject_id = ANY($2) AND is_live`,
    [kind, subjectIds],
  );
  if (existing.length === 0) return;
  throw new DomainError('payments.already_ordered', {
    existing: existing.map(({ subjectId, orderId }) => ({ subjectId, href: `/v1/payment-orders/${orderId}` })),
  });
}
