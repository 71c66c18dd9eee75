import { Injectable } from '@nestjs/common';
import { type Actor, OrganisationService } from '@nqi/platform/identity';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { PaymentKinds } from '../payment-kind';
import { PaymentOrder } from '../payment-order.entity';
import { badField, PaymentOrderService } from '../payment-order.service';
import type { GrantCredit } from './payment-credit.dto';
import { PaymentCredit } from './payment-credit.entity';

const TERMS = `
  SELECT days, version AS rule FROM payment_term_rules
  WHERE (payee_id = $1 OR payee_id IS NULL) AND $2::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')
  ORDER BY payee_id NULLS LAST LIMIT 1`;

/** 缓缴: who may pay later, and the orders for which it does. */
@Injectable()
export class PaymentCreditService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly organisations: OrganisationService,
    private readonly kinds: PaymentKinds,
    private readonly orders: PaymentOrderService,
  ) {}

  /** The own organisation gives another credit, or other terms than before. */
  grant(actor: Actor, { payerId, limitFen, days }: GrantCredit): Promise<PaymentCredit> {
    if (payerId === actor.organisationId) throw badField('/payerId', 'field.not_allowed');
    return this.transactions.run(async (tx) => {
      if (!(await this.organisations.byIds(tx, [payerId])).has(payerId)) {
        throw badField('/payerId', 'field.unknown_organisation');
      }
      const [row] = await tx.sql<{ id: string }>(
        `INSERT INTO payment_credits AS c (id, payee_id, payer_id, limit_fen, days, granted_by_id, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (payee_id, payer_id) DO UPDATE SET limit_fen = excluded.limit_fen, days = excluded.days,
           granted_by_id = excluded.granted_by_id, updated_at = excluded.updated_at RETURNING id`,
        [newId(), actor.organisationId, payerId, limitFen, days ?? null, actor.userId, this.clock.now()],
      );
      const id = row?.id ?? '';
      const happening = { recordType: 'payment_credit', recordId: id, event: 'grant', from: null, to: 'granted' };
      this.history.record(tx, { ...happening, by: actor, details: { payerId, limitFen, days: days ?? null } });
      return tx.manager.findOneByOrFail(PaymentCredit, { id });
    });
  }

  /**
   * The payer owes the order, its subjects go on as if it were paid.
   * @throws DomainError payments.no_credit, payments.overdue_deferral
   */
  defer(actor: Actor, id: string): Promise<void> {
    return this.orders.act(actor, id, 'defer', async (tx, order, subjectIds) => {
      const { days, rule } = await this.terms(tx, await this.assertCredit(tx, order));
      Object.assign(order, { deferredUntil: addDays(this.clock.today(), days), deferralRule: rule });
      if (!order.topUpOfId) await this.kinds.of(order).settled(tx, subjectIds, actor);
    });
  }

  /** With the credit locked, two deferrals at once cannot both take the rest of it. */
  private async assertCredit(tx: Tx, { payeeId, payerId, amountFen }: PaymentOrder): Promise<PaymentCredit> {
    const credit = await tx.manager.findOne(PaymentCredit, {
      where: { payeeId, payerId },
      lock: { mode: 'pessimistic_write' },
    });
    const owed = await tx.manager.find(PaymentOrder, {
      where: { payeeId, payerId, state: 'deferred' },
      order: { deferredUntil: 'ASC', id: 'ASC' },
    });
    const leftFen = (credit?.limitFen ?? 0) - owed.reduce((sum, one) => sum + one.amountFen, 0);
    if (!credit || amountFen > leftFen) {
      throw new DomainError('payments.no_credit', { amountFen, leftFen: Math.max(0, leftFen) });
    }
    const [{ number, deferredUntil } = { number: '', deferredUntil: null }] = owed;
    if (deferredUntil && deferredUntil < this.clock.today()) {
      throw new DomainError('payments.overdue_deferral', { number, deferredUntil });
    }
    return credit;
  }

  /** The customer's own terms, else those of the payee, else those of the city. */
  private async terms(tx: Tx, { days, payeeId }: PaymentCredit): Promise<{ days: number; rule: string }> {
    if (days !== null) return { days, rule: 'credit' };
    const [terms] = await tx.sql<{ days: number; rule: string }>(TERMS, [payeeId, this.clock.today()]);
    if (!terms) throw new Error('No terms of payment are in force.');
    return terms;
  }
}
