import { Decimal as DecimalJs } from 'decimal.js';
import { normaliseSymbol, type Quantity, siUnitOf, type Unit, units } from './unit-table';

/** Decimal arithmetic for everything measured: 40 significant digits, plain notation. */
export const Decimal = DecimalJs.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 });
export type Decimal = DecimalJs;

/** A measured value as people write it. */
export interface Measured {
  /** A decimal, for example `0.4`. */
  readonly value: string;
  /** Any spelling of a known unit, for example `MPa` or `µm`. */
  readonly unit: string;
}

/** The same in the SI unit of its quantity. */
export interface InSi extends Measured {
  readonly quantity: Quantity;
}

/** Significant digits that a converted value keeps: more than any instrument has, fewer than 1/3.6 has. */
const KEPT_DIGITS = 25;

/** The unit with this spelling; undefined when nobody knows it. */
export function unitOf(symbol: string): Unit | undefined {
  return units.get(normaliseSymbol(symbol));
}

/** @throws RangeError for an unknown unit: check what users enter with `IsUnit` or {@link unitOf} first */
export function toSi({ value, unit }: Measured): InSi {
  return convert(value, known(unit), true);
}

/**
 * A difference or an uncertainty in SI: like {@link toSi} without the zero of the scale, since 0.1 °C of uncertainty are
 * 0.1 K.
 */
export function differenceToSi({ value, unit }: Measured): InSi {
  return convert(value, known(unit), false);
}

/** An SI value in the unit that somebody asked for. @throws RangeError for an unknown unit */
export function fromSi(value: string, unit: string): Measured {
  const { symbol, factor, zero = '0' } = known(unit);
  return { value: plain(new Decimal(value).minus(zero).div(quotient(factor))), unit: symbol };
}

/** The twin of {@link differenceToSi}. */
export function differenceFromSi(value: string, unit: string): Measured {
  const { symbol, factor } = known(unit);
  return { value: plain(new Decimal(value).div(quotient(factor))), unit: symbol };
}

function convert(value: string, { quantity, factor, zero = '0' }: Unit, withZero: boolean): InSi {
  const si = new Decimal(value).times(quotient(factor)).plus(withZero ? zero : 0);
  return { quantity, value: plain(si), unit: siUnitOf(quantity) };
}

function quotient(factor: string): Decimal {
  const [dividend = '1', divisor = '1'] = factor.split('/');
  return new Decimal(dividend).div(divisor);
}

function plain(value: Decimal): string {
  return value.toSignificantDigits(KEPT_DIGITS).toFixed();
}

function known(symbol: string): Unit {
  const unit = unitOf(symbol);
  if (!unit) throw new RangeError(`the unit ${symbol} is not known`);
  return unit;
}
