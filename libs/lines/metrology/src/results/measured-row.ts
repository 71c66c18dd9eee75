import type { Decimal } from '@nqi/shared/units';
import { conformityOf, type DecisionRule } from './conformity';
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

/** One comparison of an indication with a reference. */
export interface Comparison {
  section: string;
  nominal: string | null;
  reference: Decimal;
  indication: Decimal;
  /** Of the instrument at this point; null: nothing limits it. */
  mpe: Decimal | null;
  /** Where the error is not indication − reference. */
  error?: Decimal;
}

/** Computes the error, judges it and rounds for print. */
export function measuredRow(comparison: Comparison, terms: ResultTerms): ResultRow {
  const { section, nominal, reference, indication, mpe } = comparison;
  const error = comparison.error ?? indication.minus(reference);
  const { value: uncertainty, k } = terms.uncertaintyAt(reference);
  const [shownError, shownUncertainty] = printed(error, uncertainty, terms.rounding);
  return {
    ...blankRow(section, terms.unit),
    ...{ nominal, reference: reference.toFixed(), indication: indication.toFixed(), error: shownError },
    ...{ mpe: mpe?.toFixed() ?? null, uncertainty: shownUncertainty, k: k.toFixed() },
    conformity: mpe && conformityOf({ error, mpe, uncertainty }, terms.decisionRule),
  };
}
