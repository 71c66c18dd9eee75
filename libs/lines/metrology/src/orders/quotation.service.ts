import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import { Capability } from '../capabilities/capability.entity';
import { Instrument } from '../instruments/instrument.entity';
import { snapshotOf } from '../items/capability-snapshot';
import { MetrologyItem } from '../items/item.entity';
import { MetrologyRulesService } from '../rules/metrology-rules.service';
import { misfitsOf } from './capability-fit';
import { instrumentIdsOf, OrderLinesService } from './order-lines.service';
import type { QuotedLine } from './order.dto';
import type { MetrologyOrder } from './order.entity';
import { orderLife } from './order.life';
import { quoteTest } from './test-quotation';

/** The laboratory's review of the request 合同评审 (ISO/IEC 17025 7.1) and the client's answer. */
@Injectable()
export class QuotationService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly lines: OrderLinesService,
    private readonly rules: MetrologyRulesService,
  ) {}

  requestChange(actor: Actor, id: string, changeRequest: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'return' }, (_, order) => {
      order.changeRequest = changeRequest;
      return { note: changeRequest };
    });
  }

  reject(actor: Actor, id: string, rejectionReason: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'reject' }, async (tx, order) => {
      order.rejectionReason = rejectionReason;
      await this.lines.drop(tx, order, '机构未受理');
      return { note: rejectionReason };
    });
  }

  /**
   * Names the capability and the price of each item; mandatory verification is free.
   * @throws DomainError metrology.lines_incomplete, metrology.no_capability, metrology.nothing_to_quote
   */
  quote(actor: Actor, id: string, lines: readonly QuotedLine[]): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'quote' }, async (tx, order) => {
      const items = await this.price(tx, order, lines);
      if (items.every(isFree)) throw new DomainError('metrology.nothing_to_quote');
      const today = this.clock.today();
      const { quotationDays } = await this.rules.ordersOn(today);
      order.quoteValidUntil = addDays(today, quotationDays);
      return { details: { totalFen: order.totalFen, validUntil: order.quoteValidUntil } };
    });
  }

  /** @throws DomainError metrology.lines_incomplete, metrology.no_capability, metrology.not_all_free */
  acceptFree(actor: Actor, id: string, lines: readonly QuotedLine[]): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'accept_free' }, async (tx, order) => {
      const items = await this.price(tx, order, lines);
      const positions = items.filter((item) => !isFree(item)).map(({ position }) => position);
      if (positions.length > 0) throw new DomainError('metrology.not_all_free', { positions });
    });
  }

  /** @throws DomainError metrology.quotation_expired */
  approve(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'approve_quote' }, async (tx, order) => {
      const { quoteValidUntil: validUntil, decisionRule, agreesToSubcontract, totalFen } = order;
      if (validUntil && validUntil < this.clock.today()) {
        throw new DomainError('metrology.quotation_expired', { validUntil });
      }
      const methods = (await this.lines.of(tx, id)).map(
        ({ capability, test }) => capability?.methodNo ?? test?.basis ?? null,
      );
      // The contract, as both sides agreed on it.
      return { details: { totalFen, methods, decisionRule, agreesToSubcontract } };
    });
  }

  refuse(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'refuse_quote' }, async (tx, order) => {
      await this.lines.drop(tx, order, '未接受报价');
      return { note: reason };
    });
  }

  /** Writes capability and price, of a sample price and time, into each item and the sum into the order. */
  private async price(tx: Tx, order: MetrologyOrder, lines: readonly QuotedLine[]): Promise<MetrologyItem[]> {
    const items = await this.lines.of(tx, order.id);
    assertComplete(items, lines);
    if (order.service === 'testing') for (const item of items) quoteTest(item, lines);
    else await this.chooseCapabilities(tx, order, items, lines);
    for (const item of items) item.updatedAt = this.clock.now();
    await tx.manager.save(items);
    order.totalFen = items.reduce((sum, { priceFen }) => sum + (priceFen ?? 0), 0);
    return items;
  }

  private async chooseCapabilities(
    tx: Tx,
    order: MetrologyOrder,
    items: readonly MetrologyItem[],
    lines: readonly QuotedLine[],
  ): Promise<void> {
    const ids = lines.flatMap(({ capabilityId }) => capabilityId ?? []);
    const capabilities = await tx.manager.findBy(Capability, { id: In(ids) });
    const instruments = await tx.manager.findBy(Instrument, { id: In(instrumentIdsOf(items)) });
    const today = this.clock.today();
    for (const item of items) {
      const line = lines.find(({ itemId }) => itemId === item.id);
      const capability = capabilities.find(({ id }) => id === line?.capabilityId);
      const instrument = instruments.find(({ id }) => id === item.instrumentId);
      if (!line || !capability || !instrument) throw misfit(item, ['other_laboratory']);
      const misfits = misfitsOf(capability, instrument, { ...order, on: today });
      if (misfits.length > 0) throw misfit(item, misfits);
      const priceFen = isFree(item) ? 0 : (line.priceFen ?? capability.priceFen);
      Object.assign(item, { capabilityId: capability.id, capability: snapshotOf(capability), priceFen });
    }
  }
}

/** 强检收费停征 (财税〔2017〕20号); a calibration of the same instrument is the client's own wish and costs. */
function isFree({ isMandatory, service }: MetrologyItem): boolean {
  return isMandatory && service === 'verification';
}

function assertComplete(items: readonly MetrologyItem[], lines: readonly QuotedLine[]): void {
  const quoted = new Set(lines.map(({ itemId }) => itemId));
  const missing = items.filter(({ id }) => !quoted.has(id)).map(({ id }) => id);
  const known = new Set(items.map(({ id }) => id));
  const unknown = lines.filter(({ itemId }) => !known.has(itemId)).map(({ itemId }) => itemId);
  if (missing.length + unknown.length > 0) throw new DomainError('metrology.lines_incomplete', { missing, unknown });
}

function misfit({ id: itemId, position }: MetrologyItem, reasons: string[]): DomainError {
  return new DomainError('metrology.no_capability', { itemId, position, reasons });
}
