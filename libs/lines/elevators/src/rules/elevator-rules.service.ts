import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { ruleOn, type ScheduleRule } from '../devices/inspection-schedule';
import type { FeeRule } from '../fees/fee-rule';
import type { ConclusionRule } from '../filings/inspection-conclusion';

/** One item of the inspection checklist. */
export interface ChecklistItem {
  itemSet: string;
  no: number;
  name: string;
  nameEn: string;
  /** 关键项目. */
  isKey: boolean;
  effectiveFrom: string;
  effectiveTo: string | null;
}

interface Rules {
  schedule: ScheduleRule[];
  conclusion: ConclusionRule[];
  fees: FeeRule[];
  items: ChecklistItem[];
  categories: Map<string, string>;
  readAt: number;
}

/** Rules change by new rows, a few times a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

const DATES = 'effective_from AS "effectiveFrom", effective_to AS "effectiveTo"';

/** The dated rows behind every decision of this line. */
@Injectable()
export class ElevatorRulesService {
  private rules: Rules | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** All editions of the year schedule; pick with `ruleOn`. */
  async scheduleOn(date: string): Promise<ScheduleRule> {
    return inForce((await this.current()).schedule, date, 'schedule');
  }

  async conclusionOn(date: string): Promise<ConclusionRule> {
    return inForce((await this.current()).conclusion, date, 'conclusion');
  }

  async fees(): Promise<FeeRule[]> {
    return (await this.current()).fees;
  }

  /** The checklist of a category on a day, in its order. */
  async checklist(categoryCode: string | null, date: string): Promise<ChecklistItem[]> {
    const itemSet = categoryCode?.startsWith('33') ? 'escalator' : 'lift';
    const { items } = await this.current();
    return items.filter((item) => item.itemSet === itemSet && ruleOn([item], date));
  }

  /** Category codes with their Chinese names. */
  async categories(): Promise<Map<string, string>> {
    return (await this.current()).categories;
  }

  private async current(): Promise<Rules> {
    if (!this.rules || Date.now() - this.rules.readAt >= BELIEVED_MS) this.rules = await this.read();
    return this.rules;
  }

  /**
   * On the caller's own connection, one statement after the other: in a burst, requests that each hold a connection and
   * wait together for one more would wait for ever.
   */
  private async read(): Promise<Rules> {
    const { manager } = this.transactions;
    const schedule = await manager.query<ScheduleRule[]>(
      `SELECT version, inspection_years AS "inspectionYears", annual_after_year AS "annualAfterYear",
              early_inspection_months AS "earlyInspectionMonths", early_self_test_months AS "earlySelfTestMonths", ${DATES}
       FROM elevator_schedule_rules ORDER BY effective_from`,
    );
    const conclusion = await manager.query<ConclusionRule[]>(
      `SELECT version, max_general_issues AS "maxGeneralIssues", source, ${DATES} FROM elevator_conclusion_rules`,
    );
    const fees = await manager.query<FeeRule[]>(
      `SELECT id, tariff, region, category_prefix AS "categoryPrefix", base_fen AS "baseFen", steps, source,
              charge_nature AS "chargeNature", document_no AS "documentNo", ${DATES} FROM elevator_fee_rules`,
    );
    const items = await manager.query<ChecklistItem[]>(
      `SELECT item_set AS "itemSet", no, name_zh AS name, name_en AS "nameEn", is_key AS "isKey", ${DATES}
       FROM elevator_inspection_items ORDER BY item_set, no`,
    );
    const categories = await manager.query<{ code: string; name: string }[]>(
      'SELECT code, name_zh AS name FROM elevator_categories',
    );
    const names = new Map(categories.map(({ code, name }) => [code, name]));
    return { schedule, conclusion, fees, items, categories: names, readAt: Date.now() };
  }
}

function inForce<R extends { effectiveFrom: string; effectiveTo: string | null }>(
  rules: R[],
  date: string,
  what: string,
): R {
  const rule = ruleOn(rules, date);
  if (!rule) throw new Error(`No ${what} rule is in force on ${date}.`);
  return rule;
}
