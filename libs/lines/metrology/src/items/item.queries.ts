import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import type { Instrument } from '../instruments/instrument.entity';
import { visibleTo } from '../orders/order-visibility.queries';
import type { ItemQuery } from './item.dto';
import { MetrologyItem } from './item.entity';
import { canSee } from './item.policy';

/** All null for a sample. */
type Named = {
  [Fact in 'ledgerNo' | 'name' | 'modelSpec' | 'serialNo']: Instrument[Fact] | null;
} & Pick<Instrument, 'measuringRange' | 'accuracyClass'>;

/** An item with what names its instrument. */
export type ItemRecord = MetrologyItem & Named;

const INSTRUMENT = `r.ledger_no AS "ledgerNo", r.name, r.model_spec AS "modelSpec", r.serial_no AS "serialNo",
  r.measuring_range AS "measuringRange", r.accuracy_class AS "accuracyClass"`;

const FROM = 'metrology_items i LEFT JOIN instruments r ON r.id = i.instrument_id';

@Injectable()
export class ItemQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: ItemQuery): Promise<Page<ItemRecord>> {
    return this.lists.page<ItemRecord>({
      columns: `${this.reads.columns(MetrologyItem, 'i')}, ${INSTRUMENT}`,
      from: FROM,
      where: visibleTo(actor, 'i', 'order_number')
        .addIf(query.state, 'i.state = ?')
        .addIf(query.orderId, 'i.order_id = ?')
        .addIf(query.instrumentId, 'i.instrument_id = ?')
        .addIf(query.verifierId, 'i.verifier_id = ?')
        .addIf(query.service, 'i.service = ?')
        .addIf(query.sampleNo, 'i.sample_no = ?'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'i.created_at',
      id: 'i.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** The items of an order, at most a hundred. */
  of(orderId: string): Promise<ItemRecord[]> {
    const columns = `${this.reads.columns(MetrologyItem, 'i')}, ${INSTRUMENT}`;
    const text = `SELECT ${columns} FROM ${FROM} WHERE i.order_id = $1 ORDER BY i.position`;
    return this.reads.rows<ItemRecord>({ name: 'metrology_order_items', text }, [orderId]);
  }

  async get(actor: Actor, id: string): Promise<ItemRecord> {
    const columns = `${this.reads.columns(MetrologyItem, 'i')}, ${INSTRUMENT}`;
    const text = `SELECT ${columns} FROM ${FROM} WHERE i.id = $1`;
    const [item] = await this.reads.rows<ItemRecord>({ name: 'metrology_item', text }, [id]);
    if (!item || !canSee(actor, item, regulatedPrefixes(actor))) throw new DomainError('record.not_found');
    return item;
  }
}
