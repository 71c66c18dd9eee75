export type Measure = 'floors' | 'liftHeightM' | 'sectionLengthM';
export type Label = { zh: string; en: string };

/** `above` and `every` are decimals with at most 3 places; a step counts each `every` of the measure over `above`. */
export type PerStep = { field: Measure; above: string; every: string; rounding: 'up' | 'down'; optional?: boolean };

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
