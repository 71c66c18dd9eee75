import type { Decimal } from '@nqi/shared/units';
import type { Conformity } from './result-row';

/** What the client wants to be told: nothing, or a statement of conformity by one of two rules (ISO/IEC 17025 7.8.6). */
export const decisionRules = ['none', 'simple_acceptance', 'guard_band'] as const;
export type DecisionRule = (typeof decisionRules)[number];

interface Judged {
  error: Decimal;
  /** Without sign. */
  mpe: Decimal;
  /** Expanded, about 95 %. */
  uncertainty: Decimal;
}

/**
 * Simple acceptance where U is at most a third of the limit (JJF 1094-2002 5.3.1.4), else, and always by `guard_band`,
 * the zone of ±U around the limit decides nothing (待定区).
 */
export function conformityOf({ error, mpe, uncertainty }: Judged, rule: DecisionRule): Conformity | null {
  if (rule === 'none') return null;
  const size = error.abs();
  if (rule === 'simple_acceptance' && uncertainty.times(3).lte(mpe)) return size.lte(mpe) ? 'pass' : 'fail';
  if (size.lte(mpe.minus(uncertainty))) return 'pass';
  return size.gte(mpe.plus(uncertainty)) ? 'fail' : 'undetermined';
}

/** Of the whole: one failure fails, else one doubt leaves it open; null when nothing was judged. */
export function overall(conformities: readonly (Conformity | null)[]): Conformity | null {
  const judged = conformities.filter((one) => one !== null);
  if (judged.length === 0) return null;
  if (judged.includes('fail')) return 'fail';
  return judged.includes('undetermined') ? 'undetermined' : 'pass';
}
