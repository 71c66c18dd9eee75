import { ruleOn } from '../devices/inspection-schedule';

type Measure = 'floors' | 'liftHeightM' | 'sectionLengthM';
type Label = { zh: string; en: string };

/** `above` and `every` are decimals with at most 3 places; a step counts each `every` of the measure over `above`. */
type PerStep = { field: Measure; above: string; every: string; rounding: 'up' | 'down'; optional?: boolean };

/**
 * One surcharge of a tariff as stored (jsonb), applied in the order written. Percents are whole numbers; `once_percent`,
 * `per_step_percent` and `flag_percent` are of the base price, `always_percent` is a multiplier (×1.2 = 20): of all
 * lines before it. `optional`: the measure is not recorded for every device, without it there is no surcharge.
 */
export type FeeStep = { code: string; label: Label } & (
  | ({ kind: 'per_step_fen'; fen: number } & PerStep)
  | ({ kind: 'per_step_percent'; percent: number } & PerStep)
  | { kind: 'once_percent'; field: Measure; above: string; percent: number; optional?: boolean }
  | { kind: 'always_percent'; percent: number }
  | { kind: 'flag_percent'; flag: 'isPublicTransport'; percent: number }
);

/**
 * One row of a tariff. `region` is a prefix of district codes (or the name of a tariff kept for comparison, which covers
 * no district); `effectiveTo` is the last day in force.
 */
export interface FeeRule {
  id: string;
  tariff: string;
  region: string;
  categoryPrefix: string;
  baseFen: number;
  steps: FeeStep[];
  effectiveFrom: string;
  effectiveTo: string | null;
  chargeNature: 'operational' | 'non_tax' | 'free';
  documentNo: string;
  source: string;
}

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
  if (step.kind === 'always_percent') return 1;
  if (step.kind === 'flag_percent') return facts[step.flag] ? 1 : 0;
  const over = thousandths(facts[step.field] ?? 0) - thousandths(step.above);
  if (over <= 0) return 0;
  if (step.kind === 'once_percent') return 1;
  const every = thousandths(step.every);
  const full = (over - (over % every)) / every;
  return step.rounding === 'up' && over % every > 0 ? full + 1 : full;
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
