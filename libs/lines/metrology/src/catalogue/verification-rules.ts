import type { InstrumentPurpose } from '../instruments/instrument.entity';

/** A row that holds between two days, both included; null: until further notice. */
export interface Dated {
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** 型式批准, 强制检定, both: only the last two are verified in use. */
export type Supervision = 'type_approval' | 'verification' | 'type_approval_and_verification';
/** 首检·失准报废, 首检·到期轮换, 周期检定. */
export type MandatoryMode = 'initial_only_scrap' | 'initial_only_rotate' | 'periodic';

/** An item of the catalogue of measuring instruments under mandatory management, as it holds between two days. */
export interface CatalogueItem extends Dated {
  code: string;
  no: number;
  name: string;
  supervision: Supervision;
  /** Null: type approval only. */
  mode: MandatoryMode | null;
  /** The uses for which it must be verified. */
  purposes: Exclude<InstrumentPurpose, 'other'>[];
}

/** An edition of a verification regulation 检定规程. */
export interface VerificationRegulation extends Dated {
  /** `JJG 52-2013` */
  number: string;
  /** Without the year: `JJG 52`. */
  series: string;
  title: string;
  /** Null: it depends on the instrument, see `cycleRuleText`. */
  cycleMonths: number | null;
  cycleRuleText: string | null;
}

/** Which regulation an item is verified by; a cycle here wins over that of the regulation. */
export interface ItemRegulation extends Dated {
  itemCode: string;
  series: string;
  /** The first is what the item is verified by unless its owner names another one. */
  rank: number;
  cycleMonths: number | null;
  cycleRuleText: string | null;
}

export function isInForce({ effectiveFrom, effectiveTo }: Dated, on: string): boolean {
  return effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo);
}

/**
 * Whether an instrument must be verified by law (计量法 art. 9): its item is under verification on the day AND it is used
 * for one of the four purposes. The same model for internal control is not.
 */
export function isMandatory(item: CatalogueItem | undefined, purpose: InstrumentPurpose, on: string): boolean {
  return item !== undefined && purpose !== 'other' && item.supervision !== 'type_approval' && isInForce(item, on);
}

/** The edition that an instrument is verified by on a day, with the cycle that holds for its item. */
export function regulationOf(
  { catalogueItemCode, regulationSeries }: { catalogueItemCode: string | null; regulationSeries: string | null },
  rules: { regulations: readonly VerificationRegulation[]; itemRegulations: readonly ItemRegulation[] },
  on: string,
): VerificationRegulation | undefined {
  const ofItem = rules.itemRegulations
    .filter((rule) => rule.itemCode === catalogueItemCode && isInForce(rule, on))
    .sort((one, other) => one.rank - other.rank);
  const series = regulationSeries ?? ofItem[0]?.series;
  const edition = rules.regulations.find((rule) => rule.series === series && isInForce(rule, on));
  const own = ofItem.find((rule) => rule.series === series);
  if (!edition || !own) return edition;
  return {
    ...edition,
    cycleMonths: own.cycleMonths ?? edition.cycleMonths,
    cycleRuleText: own.cycleRuleText ?? edition.cycleRuleText,
  };
}
