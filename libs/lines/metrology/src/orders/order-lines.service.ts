import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { INSTRUMENT } from '../instruments/instrument-due.kind';
import type { Instrument } from '../instruments/instrument.entity';
import { InstrumentValidityService } from '../instruments/instrument-validity.service';
import { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import { assertLinesOf } from './order-line-shape';
import type { OrderLine } from './order.dto';
import type { MetrologyOrder } from './order.entity';
import { SampleLinesService } from './sample-lines.service';

interface OpenItem {
  instrumentId: string;
  orderId: string;
  number: string | null;
}

/** An open order in which an instrument stands. */
export type OpenOrder = Omit<OpenItem, 'orderId'> & { href: string };

/** The instruments or samples of an order. Lock order: the order, then its instruments in id order, then its items. */
@Injectable()
export class OrderLinesService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly instruments: InstrumentValidityService,
    private readonly dues: DueService,
    private readonly samples: SampleLinesService,
  ) {}

  /**
   * Puts instruments of the client's ledger, or samples, into an order that has none.
   * @throws DomainError metrology.unknown_instrument, metrology.instrument_not_usable, metrology.instrument_in_order and
   * what {@link assertLinesOf} and {@link SampleLinesService.enter} throw
   */
  async enter(tx: Tx, actor: Actor, order: MetrologyOrder, lines: readonly OrderLine[]): Promise<void> {
    assertLinesOf(order.service, lines);
    if (order.service === 'testing') await this.samples.enter(tx, actor, order, lines);
    else await this.enterInstruments(tx, actor, order, lines);
  }

  private async enterInstruments(
    tx: Tx,
    actor: Actor,
    order: MetrologyOrder,
    lines: readonly OrderLine[],
  ): Promise<void> {
    const instruments = await this.instruments.lock(tx, instrumentIdsOf(lines));
    assertOrderable(order, lines, instruments);
    await this.assertFree(tx, actor, [...instruments.keys()]);
    const createdAt = this.clock.now();
    for (const [index, { instrumentId = '', request }] of lines.entries()) {
      const { isMandatory, districtCode } = instruments.get(instrumentId) as Instrument;
      const sides = { clientId: order.clientId, laboratoryId: order.laboratoryId, districtCode };
      const item = {
        ...{ id: newId(), orderId: order.id, orderNumber: order.number, position: index + 1, instrumentId, ...sides },
        ...{ service: order.service, isMandatory, request: request ?? null, createdAt },
      };
      const born = { event: 'create', by: actor, parties: new Set(['client'] as const) } as const;
      this.lifecycle.begin(tx, itemLife, item as MetrologyItem, born);
    }
    await this.dues.follow(tx, INSTRUMENT, [...instruments.keys()]);
  }

  /** Replaces the items of an order that nobody has worked on. */
  async replace(tx: Tx, actor: Actor, order: MetrologyOrder, lines: readonly OrderLine[]): Promise<void> {
    const former = await this.of(tx, order.id);
    // All instruments first, in one order, so that nobody who holds one waits for another.
    await this.instruments.lock(tx, [...new Set(instrumentIdsOf([...former, ...lines]))]);
    await tx.manager.delete(MetrologyItem, { orderId: order.id });
    await this.enter(tx, actor, order, lines);
  }

  /** The locked items of a locked order, by position. */
  async of(tx: Tx, orderId: string): Promise<MetrologyItem[]> {
    const items = await tx.manager.find(MetrologyItem, {
      where: { orderId },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    return items.sort((one, other) => one.position - other.position);
  }

  /** The order ended before the instruments came: they are free for another one. */
  async drop(tx: Tx, order: MetrologyOrder, reason: string): Promise<void> {
    const items = await this.of(tx, order.id);
    for (const item of items) {
      if (item.state !== 'pending') continue;
      item.notDoneReason = reason;
      await this.lifecycle.cause(tx, itemLife, item, { event: 'drop', by: null, note: reason });
    }
    await this.followed(tx, items);
  }

  /** Whether these items are under way has changed. */
  async followed(tx: Tx, items: readonly MetrologyItem[]): Promise<void> {
    await this.dues.follow(tx, INSTRUMENT, instrumentIdsOf(items));
  }

  /** The open orders of the client in which locked instruments stand, by instrument. */
  async openOrders(tx: Tx, { organisationId }: Actor, instrumentIds: readonly string[]): Promise<OpenOrder[]> {
    const open = await tx.sql<OpenItem>(
      `SELECT i.instrument_id AS "instrumentId", i.order_id AS "orderId", o.number
       FROM metrology_items i JOIN metrology_orders o ON o.id = i.order_id
       WHERE i.instrument_id = ANY($1) AND i.client_id = $2
         AND i.state IN ('pending', 'received', 'assigned', 'result_entered', 'checked', 'approved')
       ORDER BY i.id`,
      [instrumentIds, organisationId],
    );
    return open.map(({ orderId, ...one }) => ({ ...one, href: `/v1/metrology-orders/${orderId}` }));
  }

  /** The instruments are locked, so this answer holds; the unique index is the law behind it. */
  private async assertFree(tx: Tx, actor: Actor, instrumentIds: readonly string[]): Promise<void> {
    const existing = await this.openOrders(tx, actor, instrumentIds);
    if (existing.length > 0) throw new DomainError('metrology.instrument_in_order', { existing });
  }
}

/** Without samples. */
export function instrumentIdsOf(lines: readonly { readonly instrumentId?: string | null }[]): string[] {
  return lines.flatMap(({ instrumentId }) => instrumentId ?? []);
}

function assertOrderable(
  { clientId }: MetrologyOrder,
  lines: readonly OrderLine[],
  instruments: ReadonlyMap<string, Instrument>,
): void {
  const unknown = lines.filter(({ instrumentId }) => instruments.get(instrumentId ?? '')?.ownerId !== clientId);
  if (unknown.length > 0) throw refusal('metrology.unknown_instrument', unknown);
  const gone = lines.filter(({ instrumentId }) => ['scrapped', 'lost'].includes(statusOf(instruments, instrumentId)));
  if (gone.length > 0) throw refusal('metrology.instrument_not_usable', gone);
}

function statusOf(instruments: ReadonlyMap<string, Instrument>, id: string | undefined): string {
  return instruments.get(id ?? '')?.status ?? '';
}

function refusal(
  code: 'metrology.unknown_instrument' | 'metrology.instrument_not_usable',
  lines: readonly OrderLine[],
): DomainError {
  return new DomainError(code, { instrumentIds: instrumentIdsOf(lines) });
}
