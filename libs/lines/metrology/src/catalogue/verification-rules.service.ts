import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import {
  type CatalogueItem,
  isInForce,
  type ItemRegulation,
  regulationOf,
  type VerificationRegulation,
} from './verification-rules';

interface Rules {
  items: CatalogueItem[];
  regulations: VerificationRegulation[];
  itemRegulations: ItemRegulation[];
  readAt: number;
}

/** Rules change by new rows, a few times a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

const DATES = 'effective_from AS "effectiveFrom", effective_to AS "effectiveTo"';
const CYCLE = 'cycle_months AS "cycleMonths", cycle_rule_text AS "cycleRuleText"';

/** The catalogue of mandatory verification and the regulations that say how and how often. */
@Injectable()
export class VerificationRulesService {
  private rules: Rules | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** The item as it holds on a day; undefined when it does not stand in the catalogue then. */
  async itemOn(code: string | null, on: string): Promise<CatalogueItem | undefined> {
    const { items } = await this.current();
    return items.find((item) => item.code === code && isInForce(item, on));
  }

  /** Every item code and regulation series (`JJG 52`) that there is, was or will be. */
  async names(): Promise<{ items: ReadonlySet<string>; regulations: ReadonlySet<string> }> {
    const { items, regulations } = await this.current();
    return {
      items: new Set(items.map(({ code }) => code)),
      regulations: new Set(regulations.map(({ series }) => series)),
    };
  }

  /** The regulation that an instrument is verified by on a day, with its cycle; undefined when none is known. */
  async regulationOn(
    instrument: { catalogueItemCode: string | null; regulationSeries: string | null },
    on: string,
  ): Promise<VerificationRegulation | undefined> {
    return regulationOf(instrument, await this.current(), on);
  }

  private async current(): Promise<Rules> {
    if (!this.rules || Date.now() - this.rules.readAt >= BELIEVED_MS) this.rules = await this.read();
    return this.rules;
  }

  /** On the caller's own connection, one statement after the other: in a burst, one more each would never be free. */
  private async read(): Promise<Rules> {
    const { manager } = this.transactions;
    const items = await manager.query<CatalogueItem[]>(
      `SELECT i.code, i.no, i.name_zh AS name, t.supervision, t.mode, t.purposes, ${DATES}
       FROM verification_items i JOIN verification_item_terms t ON t.item_code = i.code ORDER BY i.no`,
    );
    const regulations = await manager.query<VerificationRegulation[]>(
      `SELECT number, series, title, ${CYCLE}, ${DATES} FROM verification_regulations ORDER BY number`,
    );
    const itemRegulations = await manager.query<ItemRegulation[]>(
      `SELECT item_code AS "itemCode", series, rank, ${CYCLE}, ${DATES} FROM verification_item_regulations`,
    );
    return { items, regulations, itemRegulations, readAt: Date.now() };
  }
}
