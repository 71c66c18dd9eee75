import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import { type ItemRecord, ItemQueries } from '../items/item.queries';
import type { OrderQuery } from './order.dto';
import { MetrologyOrder, ORDER_CONTACT_PHONE } from './order.entity';
import { canSee } from './order.policy';
import { visibleTo } from './order-visibility.queries';

/** An order with its contact's phone masked. */
export type OrderRecord = Omit<MetrologyOrder, 'contactPhone'> & { contactPhone: string | null };

@Injectable()
export class OrderQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly items: ItemQueries,
    private readonly secrets: Secrets,
  ) {}

  list(actor: Actor, query: OrderQuery): Promise<Page<MetrologyOrder>> {
    return this.lists.page<MetrologyOrder>({
      columns: this.reads.columns(MetrologyOrder, 'o'),
      from: 'metrology_orders o',
      where: visibleTo(actor, 'o', 'number')
        .addIf(query.state, 'o.state = ?')
        .addIf(query.number, 'o.number = ?')
        .addIf(query.laboratoryId, 'o.laboratory_id = ?')
        .addIf(query.clientId, 'o.client_id = ?')
        .addIf(query.service, 'o.service = ?'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'o.created_at',
      id: 'o.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<OrderRecord> {
    const { contactPhone, ...order } = await this.whole(actor, id);
    const phone = this.secrets.decrypt({ column: ORDER_CONTACT_PHONE, id }, contactPhone);
    return { ...order, contactPhone: phone && maskPhone(phone) };
  }

  /** With the contact's phone as it is stored. @throws DomainError record.not_found */
  async whole(actor: Actor, id: string): Promise<MetrologyOrder> {
    const text = `SELECT ${this.reads.columns(MetrologyOrder, 'o')} FROM metrology_orders o WHERE o.id = $1`;
    const [order] = await this.reads.rows<MetrologyOrder>({ name: 'metrology_order', text }, [id]);
    if (!order || !canSee(actor, order, regulatedPrefixes(actor))) throw new DomainError('record.not_found');
    return order;
  }

  async withItems(actor: Actor, id: string): Promise<{ order: OrderRecord; items: ItemRecord[] }> {
    return { order: await this.get(actor, id), items: await this.items.of(id) };
  }
}
