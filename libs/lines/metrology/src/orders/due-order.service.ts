import { Injectable } from '@nestjs/common';
import { OutstandingDues } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { RefusedRow } from '@nqi/shared/http';
import { INSTRUMENT_CALIBRATION, INSTRUMENT_VERIFICATION } from '../instruments/instrument-due.kind';
import { InstrumentValidityService } from '../instruments/instrument-validity.service';
import type { DueInstrument, OrderDue } from './due-order.dto';
import { OrderLinesService } from './order-lines.service';
import { OrderService } from './order.service';

export interface DueOrders {
  ordered: (DueInstrument & { orderId: string })[];
  refused: RefusedRow[];
}

const DAYS_AHEAD = 60;
const AT_ONCE = 500;
/** As many items as an order takes. */
const IN_ONE = 100;

/** Drafts the orders for all instruments that are due: one for each laboratory. */
@Injectable()
export class DueOrderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly outstanding: OutstandingDues,
    private readonly instruments: InstrumentValidityService,
    private readonly lines: OrderLinesService,
    private readonly orders: OrderService,
  ) {}

  orderDue(actor: Actor, { dueTo, laboratoryId, ...facts }: OrderDue): Promise<DueOrders> {
    return this.transactions.run(async (tx) => {
      const kind = facts.service === 'verification' ? INSTRUMENT_VERIFICATION : INSTRUMENT_CALIBRATION;
      const until = dueTo ?? addDays(this.clock.today(), DAYS_AHEAD);
      const dues = await this.outstanding.of(tx, actor, { kind, dueTo: until, limit: AT_ONCE });
      const due = dues.map(({ subjectId, institutionId, dueOn }, index) => {
        return { index, instrumentId: subjectId, laboratoryId: institutionId ?? laboratoryId ?? null, dueOn };
      });
      const refused = await this.refusals(tx, actor, due);
      const ordered: DueOrders['ordered'] = [];
      for (const part of inOrders(due.filter(({ index }) => refused.every((row) => row.index !== index)))) {
        const items = part.map(({ instrumentId }) => ({ instrumentId }));
        const order = { ...facts, laboratoryId: part[0]?.laboratoryId ?? '', items };
        const orderId = await this.orders.create(actor, order);
        ordered.push(...part.map((one) => ({ ...one, orderId })));
      }
      return { ordered, refused };
    });
  }

  /** All instruments are locked first, in one order, however many orders they come into. */
  private async refusals(tx: Tx, actor: Actor, due: readonly DueInstrument[]): Promise<RefusedRow[]> {
    const ids = due.map(({ instrumentId }) => instrumentId);
    await this.instruments.lock(tx, ids);
    const open = await this.lines.openOrders(tx, actor, ids);
    return due.flatMap(({ index, instrumentId, laboratoryId }) => {
      const existing = open.filter((one) => one.instrumentId === instrumentId);
      const row = { index, clientRef: null };
      if (existing.length > 0)
        return [{ ...row, error: new DomainError('metrology.instrument_in_order', { existing }) }];
      return laboratoryId ? [] : [{ ...row, error: new DomainError('metrology.no_laboratory', { instrumentId }) }];
    });
  }
}

/** One part for each laboratory, or several where one order would not take them all. */
function inOrders(due: readonly DueInstrument[]): DueInstrument[][] {
  const byLaboratory = new Map<string | null, DueInstrument[]>();
  for (const one of due) byLaboratory.set(one.laboratoryId, [...(byLaboratory.get(one.laboratoryId) ?? []), one]);
  return [...byLaboratory.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / IN_ONE) }, (_, part) => all.slice(part * IN_ONE, (part + 1) * IN_ONE)),
  );
}
