import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { PaymentAllocation } from './payment-allocation.entity';
import type { PaymentOrderQuery } from './payment-order.dto';
import { PaymentOrder } from './payment-order.entity';
import { canSee } from './payment-order.policy';

const OVERDUE = `p.state = 'deferred' AND p.deferred_until < ?`;

@Injectable()
export class PaymentOrderQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  list({ organisationId }: Actor, query: PaymentOrderQuery): Promise<Page<PaymentOrder>> {
    const where = new Conditions()
      .or('p.payer_id = ?', organisationId)
      .or('p.payee_id = ?', organisationId)
      .addIf(query.state, 'p.state = ?');
    if (query.isOverdue)
      where.add(query.isOverdue === 'true' ? OVERDUE : `(${OVERDUE}) IS NOT TRUE`, this.clock.today());
    return this.lists.page<PaymentOrder>({
      columns: this.reads.columns(PaymentOrder, 'p'),
      from: 'payment_orders p',
      where,
      page: query,
      sort: '-createdAt',
      sortBy: 'p.created_at',
      id: 'p.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<{ order: PaymentOrder; allocations: PaymentAllocation[] }> {
    const order = await this.transactions.manager.findOneBy(PaymentOrder, { id });
    if (!order || !canSee(actor, order)) throw new DomainError('record.not_found');
    const allocations = await this.transactions.manager.find(PaymentAllocation, {
      where: { orderId: id },
      order: { id: 'ASC' },
    });
    return { order, allocations };
  }
}
