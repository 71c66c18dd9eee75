import { Decimal, fromSi, type Measured, type Quantity, toSi, unitOf } from '@nqi/shared/units';

/** A range that could be read from a text; bounds are decimals in `unit`, and in the SI unit of the quantity. */
export interface MeasuringRange {
  quantity: Quantity;
  low: string;
  high: string;
  unit: string;
  lowSi: string;
  highSi: string;
}

/** No plate has more. */
const NUMBER = '[+-]?\\d{1,9}(?:\\.\\d{1,9})?';
const UNIT = '[^\\d\\s~()+-][^\\s~()]{0,11}';

/** `0~10 MPa`, `(0~1.6)MPa`, `-0.1~0.15 MPa`, `100 g~30 kg`, `0…150 mm`: two bounds, the unit behind the last or both. */
const RANGE = new RegExp(
  `^\\(?\\s*(${NUMBER})\\s*(${UNIT})?\\s*(?:~|-|to|至|到|\\.{3})\\s*(${NUMBER})\\s*\\)?\\s*(${UNIT})\\s*\\)?$`,
);

/**
 * Reads a measuring range as it stands on a plate.
 * @returns null for a text that is no range of one known quantity: it stays a text, which is no fault
 */
export function readMeasuringRange(text: string): MeasuringRange | null {
  const found = RANGE.exec(onPlainKeys(text));
  if (!found) return null;
  const [, low, lowUnit, high, highUnit] = found as unknown as [string, string, string | undefined, string, string];
  const unit = unitOf(highUnit);
  const ofLow = lowUnit === undefined ? unit : unitOf(lowUnit);
  if (!unit || ofLow?.quantity !== unit.quantity) return null;
  return rangeOf({ value: low, unit: ofLow.symbol }, { value: high, unit: unit.symbol }, unit.quantity);
}

function rangeOf(low: Measured, high: Measured, quantity: Quantity): MeasuringRange | null {
  const [lowSi, highSi] = [toSi(low).value, toSi(high).value];
  if (new Decimal(lowSi).gt(highSi)) return null;
  const { unit } = high;
  const lowHere = low.unit === unit ? low.value : fromSi(lowSi, unit).value;
  return { quantity, low: plain(lowHere), high: plain(high.value), unit, lowSi, highSi };
}

/** The many dashes, waves and widths of one meaning. */
function onPlainKeys(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2012-\u2015\u2212]/g, '-')
    .replaceAll(/[∼〜∽]/g, '~')
    .trim();
}

function plain(value: string): string {
  return new Decimal(value).toFixed();
}
