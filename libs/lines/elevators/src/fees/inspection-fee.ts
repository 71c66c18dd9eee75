import { ruleOn } from '../devices/inspection-schedule';

import type { FeeRule, FeeStep, Label, Measure, PerStep } from './fee-rule';

/** What the fee depends on; null = not recorded. `region` is the device's district code, `on` the day of assessment. */
export interface FeeFacts {
  region: string;
  on: string;
  categoryCode: string | null;
  floors: number | null;
  liftHeightM: string | null;
  sectionLengthM: string | null;
  isPublicTransport: boolean | null;
}

/** `amountFen` = `quantity` × `unitFen`. */
export type FeeLine = { code: string; label: Label; quantity: number; unitFen: number; amountFen: number };

export type FeeQuote = { rule: FeeRule; lines: FeeLine[]; totalFen: number };

/** Why nothing can be quoted: the fact to supply, or `rule` when no tariff row is in force for region and category. */
export type FeeProblem = { missing: 'rule' | 'categoryCode' | 'isPublicTransport' | Measure };

/**
 * Quotes the fee of one elevator by the tariff row with the longest matching category prefix (then region) in force.
 * @throws RangeError when a measure is no plain decimal with at most 3 places.
 */
export function assessFee(rules: readonly FeeRule[], facts: FeeFacts): FeeQuote | FeeProblem {
  if (!facts.categoryCode) return { missing: 'categoryCode' };
  const rule = ruleFor(rules, facts.categoryCode, facts);
  if (!rule) return { missing: 'rule' };
  const unknown = rule.steps.map((step) => factOf(step)).find((fact) => fact !== null && facts[fact] === null);
  if (unknown) return { missing: unknown };
  const lines = [line('base', { zh: '基本检验费', en: 'Base price' }, 1, rule.baseFen)];
  for (const step of rule.steps) {
    const quantity = quantityOf(step, facts);
    if (quantity > 0) lines.push(line(step.code, step.label, quantity, unitFen(step, rule.baseFen, total(lines))));
  }
  return { rule, lines, totalFen: total(lines) };
}

function ruleFor(rules: readonly FeeRule[], category: string, facts: FeeFacts): FeeRule | undefined {
  const fits = rules.filter((it) => category.startsWith(it.categoryPrefix) && facts.region.startsWith(it.region));
  fits.sort((a, b) => b.categoryPrefix.length - a.categoryPrefix.length || b.region.length - a.region.length);
  return ruleOn(fits, facts.on);
}

/** The fact a step cannot do without. */
function factOf(step: FeeStep): Measure | 'isPublicTransport' | null {
  if (step.kind === 'always_percent') return null;
  if (step.kind === 'flag_percent') return step.flag;
  return step.optional ? null : step.field;
}

function quantityOf(step: FeeStep, facts: FeeFacts): number {
  switch (step.kind) {
    case 'always_percent':
      return 1;
    case 'flag_percent':
      return facts[step.flag] ? 1 : 0;
    case 'once_percent':
      return over(step, facts) > 0 ? 1 : 0;
    case 'per_step_fen':
    case 'per_step_percent':
      return stepsIn(over(step, facts), step);
  }
}

/** By how many thousandths the measure exceeds the threshold; 0 or less when it does not. */
function over({ field, above }: { field: Measure; above: string }, facts: FeeFacts): number {
  return thousandths(facts[field] ?? 0) - thousandths(above);
}

function stepsIn(excess: number, { every, rounding }: PerStep): number {
  if (excess <= 0) return 0;
  const size = thousandths(every);
  const full = (excess - (excess % size)) / size;
  return rounding === 'up' && excess % size > 0 ? full + 1 : full;
}

function unitFen(step: FeeStep, baseFen: number, soFarFen: number): number {
  if (step.kind === 'per_step_fen') return step.fen;
  const product = (step.kind === 'always_percent' ? soFarFen : baseFen) * step.percent;
  const rest = product % 100;
  return (product - rest) / 100 + (rest >= 50 ? 1 : 0);
}

function line(code: string, label: Label, quantity: number, unit: number): FeeLine {
  return { code, label, quantity, unitFen: unit, amountFen: quantity * unit };
}

function total(lines: readonly FeeLine[]): number {
  return lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

function thousandths(value: number | string): number {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(String(value));
  if (!match) throw new RangeError(`not a decimal with at most 3 places: ${value}`);
  return Number(match[1] + (match[2] ?? '').padEnd(3, '0'));
}
