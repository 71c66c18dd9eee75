import { Decimal } from '@nqi/shared/units';
import { conformityOf, type DecisionRule } from './conformity';
import { shownLike } from './entered-digits';
import { blankRow, type ResultRow } from './result-row';
import { printed, type RoundingRule } from './rounding';
import type { UncertaintyAt } from './stated-uncertainty';

/** The terms under which readings become results. */
export interface ResultTerms {
  unit: string;
  uncertaintyAt: UncertaintyAt;
  decisionRule: DecisionRule;
  rounding: RoundingRule;
}

/** One comparison of an indication with a reference: decimals, whose digits the row keeps. */
export interface Comparison {
  section: string;
  nominal: string | null;
  reference: string;
  indication: string;
  /** Of the instrument at this point; null: nothing limits it. */
  mpe: string | null;
  /** Where the error is not indication − reference. */
  error?: Decimal;
}

/** Computes the error, judges it and rounds for print. */
export function measuredRow(comparison: Comparison, terms: ResultTerms): ResultRow {
  const { section, nominal } = comparison;
  const [reference, indication] = [comparison.reference, comparison.indication].map(digits) as [string, string];
  const mpe = comparison.mpe === null ? null : digits(comparison.mpe);
  const error = comparison.error ?? new Decimal(indication).minus(reference);
  const { value: uncertainty, k } = terms.uncertaintyAt(new Decimal(reference));
  const [shownError, shownUncertainty] = uncertainty.isZero()
    ? [shownLike(error, reference, indication), '0']
    : printed(error, uncertainty, terms.rounding);
  return {
    ...blankRow(section, terms.unit),
    ...{ nominal, reference, indication, error: shownError, mpe, uncertainty: shownUncertainty, k: k.toFixed() },
    conformity: mpe === null ? null : conformityOf({ error, mpe: new Decimal(mpe), uncertainty }, terms.decisionRule),
  };
}

/** One spelling, and every digit. */
function digits(text: string): string {
  return shownLike(new Decimal(text), text);
}
