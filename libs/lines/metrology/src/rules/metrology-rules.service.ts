import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { type Dated, isInForce } from '../catalogue/verification-rules';
import type { PressureGaugeFacts } from '../results/gauge-readings';
import type { RoundingRule } from '../results/rounding';
import type { WeighingFacts } from '../results/scale-readings';

/** How long offers and promises hold. */
export interface OrderRule extends Dated {
  version: string;
  /** A quotation can be approved for so many days. */
  quotationDays: number;
  /** An order whose instruments have not come so many days after the appointment lapses. */
  sampleDays: number;
}

/** A method with a template of its own; any other is entered in the general table. */
export type TemplateRule = Dated & { version: string; methodNo: string } & (
    | { template: 'pressure_gauge'; facts: PressureGaugeFacts }
    | { template: 'weighing_instrument'; facts: WeighingFacts }
  );

interface Rules {
  orders: OrderRule[];
  rounding: (RoundingRule & Dated)[];
  templates: TemplateRule[];
  readAt: number;
}

/** Rules change by new rows, a few times a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

const DATES = 'effective_from AS "effectiveFrom", effective_to AS "effectiveTo"';

/** The dated rows behind orders, rounding and templates. */
@Injectable()
export class MetrologyRulesService {
  private rules: Rules | undefined;

  constructor(private readonly transactions: Transactions) {}

  async ordersOn(date: string): Promise<OrderRule> {
    return inForce((await this.current()).orders, date, 'order');
  }

  async roundingOn(date: string): Promise<RoundingRule> {
    return inForce((await this.current()).rounding, date, 'rounding');
  }

  /** The template of a method, for example `JJG 52-2013`; undefined: the general table. */
  async templateOn(methodNo: string, date: string): Promise<TemplateRule | undefined> {
    const { templates } = await this.current();
    return templates.find((rule) => rule.methodNo === methodNo && isInForce(rule, date));
  }

  private async current(): Promise<Rules> {
    if (!this.rules || Date.now() - this.rules.readAt >= BELIEVED_MS) this.rules = await this.read();
    return this.rules;
  }

  /** On the caller's own connection, one statement after the other: in a burst, one more each would never be free. */
  private async read(): Promise<Rules> {
    const { manager } = this.transactions;
    const orders = await manager.query<OrderRule[]>(
      `SELECT version, quotation_days AS "quotationDays", sample_days AS "sampleDays", ${DATES} FROM metrology_order_rules`,
    );
    const rounding = await manager.query<(RoundingRule & Dated)[]>(
      `SELECT version, two_digits_up_to AS "twoDigitsUpTo", uncertainty_mode AS "uncertaintyMode", ${DATES}
       FROM metrology_rounding_rules`,
    );
    const templates = await manager.query<TemplateRule[]>(
      `SELECT version, template, method_no AS "methodNo", facts, ${DATES} FROM metrology_template_rules`,
    );
    return { orders, rounding, templates, readAt: Date.now() };
  }
}

function inForce<R extends Dated>(rules: readonly R[], date: string, what: string): R {
  const rule = rules.find((one) => isInForce(one, date));
  if (!rule) throw new Error(`No ${what} rule is in force on ${date}.`);
  return rule;
}
