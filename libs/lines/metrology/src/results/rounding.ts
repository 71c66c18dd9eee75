import { Decimal } from '@nqi/shared/units';

/** How uncertainties and results are rounded for print; a dated row. */
export interface RoundingRule {
  version: string;
  /** U keeps two significant digits while its first one is at most this, else one. */
  twoDigitsUpTo: number;
  /** `up`: U is never printed smaller than it is; `half_even`: as any number (GB/T 8170). */
  uncertaintyMode: 'up' | 'half_even';
}

/**
 * An expanded uncertainty with one or two significant digits (JJF 1059.1-2012, 5.3.8): two while the first digit is
 * small, since 0.14 printed as 0.1 would be off by a third.
 */
export function roundUncertainty(value: Decimal, { twoDigitsUpTo, uncertaintyMode }: RoundingRule): Decimal {
  if (value.isZero()) return value;
  const first = Number(value.abs().toExponential().slice(0, 1));
  const digits = first <= twoDigitsUpTo ? 2 : 1;
  const mode = uncertaintyMode === 'up' ? Decimal.ROUND_UP : Decimal.ROUND_HALF_EVEN;
  return value.toSignificantDigits(digits, mode);
}

/** How many decimal places a rounded uncertainty is printed with: 0.10 has two, though its value needs one. */
export function placesOf(value: Decimal, rule: RoundingRule): number {
  if (value.isZero()) return 0;
  const rounded = roundUncertainty(value, rule);
  const first = Number(value.abs().toExponential().slice(0, 1));
  const digits = first <= rule.twoDigitsUpTo ? 2 : 1;
  // Rounding 0.096 up gives 0.10: the place stays where the rounding was done.
  const exponent = rounded.e > value.e ? value.e : rounded.e;
  return Math.max(digits - 1 - exponent, 0);
}

/**
 * The printed pair: U by the rule, the result to the same decimal place (四舍六入五成双). Where a relative capability is
 * zero, at zero, there is no place to round to.
 */
export function printed(result: Decimal, uncertainty: Decimal, rule: RoundingRule): [result: string, U: string] {
  if (uncertainty.isZero()) return [result.toFixed(), '0'];
  const places = placesOf(uncertainty, rule);
  const rounded = result.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  return [plain(rounded, places), plain(roundUncertainty(uncertainty, rule), places)];
}

/** Fixed places, and no minus before a zero. */
function plain(value: Decimal, places: number): string {
  return (value.isZero() ? value.abs() : value).toFixed(places);
}
