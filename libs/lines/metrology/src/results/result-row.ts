/** Whether a row keeps its limit; absent where nobody asked or nothing limits it. */
export type Conformity = 'pass' | 'fail' | 'undetermined';

/** 升压/降压, 加载/卸载. */
export type Direction = 'up' | 'down';

/** As the instrument came, or as it left after an adjustment (ISO/IEC 17025 7.8.4.1 d). */
export type AdjustmentStatus = 'as_found' | 'as_left';

/**
 * One measured value with everything computed from it. Decimals as strings in `unit`; `error` and `uncertainty` are
 * rounded for print (JJF 1059.1), `conformity` was decided before the rounding (GB/T 8170 4.3, 全数值比较法).
 */
export interface ResultRow {
  /** What was measured: `indication`, `zero`, `eccentricity` … */
  section: string;
  label: string | null;
  unit: string;
  nominal: string | null;
  reference: string | null;
  indication: string | null;
  error: string | null;
  /** Largest error allowed, without sign. */
  mpe: string | null;
  uncertainty: string | null;
  k: string | null;
  direction: Direction | null;
  run: number | null;
  status: AdjustmentStatus | null;
  conformity: Conformity | null;
}

/** A text in both languages. */
export interface Caption {
  zh: string;
  en: string;
}

/** A table as it is printed: everything in it is text. */
export interface ResultTable {
  title: Caption;
  columns: Caption[];
  rows: string[][];
}

/** One item of the regulation: what is required, what was found. */
export interface CheckedItem {
  name: Caption;
  requirement: string;
  found: string;
  isMet: boolean;
}

/** What a template makes of readings. */
export interface Computed {
  rows: ResultRow[];
  tables: ResultTable[];
  checks: CheckedItem[];
}

/** A row in which nothing is known but where it belongs. */
export function blankRow(section: string, unit: string): ResultRow {
  return {
    ...{ section, unit, label: null, nominal: null, reference: null, indication: null, error: null, mpe: null },
    ...{ uncertainty: null, k: null, direction: null, run: null, status: null, conformity: null },
  };
}

/** Chinese words of a conformity, for a table. */
export const CONFORMITY_WORDS: Readonly<Record<Conformity, string>> = {
  pass: '符合',
  fail: '不符合',
  undetermined: '待定',
};
