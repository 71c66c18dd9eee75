import {
  Decimal,
  differenceFromSi,
  differenceToSi,
  type Measured,
  type Quantity,
  toSi,
  unitOf,
} from '@nqi/shared/units';

/** What somebody has to have calibrated: a range, and how exact the instrument must be if that is known. */
export interface CalibrationNeed {
  quantity: Quantity;
  unit: string;
  lowSi: string;
  highSi: string;
  /** Maximum permissible error; null: not said. */
  mpeSi: string | null;
}

/** Why a need cannot be understood. */
export type NeedProblem = 'unknown_unit' | 'other_quantity' | 'reversed_range' | 'mpe_twice' | 'no_span';

interface Request {
  quantity?: string;
  unit: string;
  low: string;
  high: string;
  /** Of the span, in percent, as the classes of pressure gauges are (JJG 52-2013, 5.1). */
  accuracyClass?: string;
  /** In the unit. */
  mpe?: string;
}

export function readNeed(request: Request): CalibrationNeed | NeedProblem {
  const unit = unitOf(request.unit);
  if (!unit) return 'unknown_unit';
  if (request.quantity !== undefined && request.quantity !== unit.quantity) return 'other_quantity';
  const lowSi = toSi({ value: request.low, unit: unit.symbol }).value;
  const highSi = toSi({ value: request.high, unit: unit.symbol }).value;
  if (new Decimal(lowSi).gt(highSi)) return 'reversed_range';
  const mpe = mpeOf(request, unit.symbol, new Decimal(highSi).minus(lowSi));
  return typeof mpe === 'string' ? mpe : { quantity: unit.quantity, unit: unit.symbol, lowSi, highSi, ...mpe };
}

function mpeOf({ accuracyClass, mpe }: Request, unit: string, span: Decimal): { mpeSi: string | null } | NeedProblem {
  if (accuracyClass !== undefined && mpe !== undefined) return 'mpe_twice';
  if (mpe !== undefined) return { mpeSi: differenceToSi({ value: mpe, unit }).value };
  if (accuracyClass === undefined) return { mpeSi: null };
  return span.isZero() ? 'no_span' : { mpeSi: span.times(accuracyClass).div(100).toFixed() };
}

/** Test uncertainty ratio MPE / U, rounded down to two places: it promises nothing that is not there. */
export function testUncertaintyRatio(mpeSi: string | null, uncertaintySi: string): string | null {
  if (mpeSi === null) return null;
  return new Decimal(mpeSi).div(uncertaintySi).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(2);
}

/** An uncertainty in the unit of the need with two significant digits, rounded up (JJF 1059.1-2012, 5.3.8). */
export function shownUncertainty(uncertaintySi: string, unit: string): Measured {
  const { value, unit: symbol } = differenceFromSi(uncertaintySi, unit);
  return { value: new Decimal(value).toSignificantDigits(2, Decimal.ROUND_UP).toFixed(), unit: symbol };
}
