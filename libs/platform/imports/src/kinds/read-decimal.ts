import { Decimal, fromSi, inches, toSi, unitOf } from '@nqi/shared/units';
import type { ImportField } from './import-field';
import type { Reading } from './reading';

/** As a unit: feet and inches as people write them, for example `22 feet 3 inches` or `40' 4"`. */
export const FEET_AND_INCHES = 'ft in';

/** @returns undefined for what cannot be read, null for a zero that says that nobody entered the figure */
export function readDecimal(text: string, { field, unit = field.unit }: Reading): string | null | undefined {
  const value = unit === FEET_AND_INCHES ? readInches(text) : readNumber(text, unit);
  const stored = value && rounded(value, field, unit);
  if (!stored || !isWithin(stored.toNumber(), { min: 0, ...field })) return undefined;
  return stored.isZero() && field.isZeroBlank ? null : stored.toFixed();
}

function rounded(value: Decimal, { unit: kept, places = 6 }: ImportField, unit: string | undefined): Decimal {
  const inUnit = unit && kept ? converted(value, unit, kept) : value;
  return inUnit.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

export function isWithin(value: number, { min = -Infinity, max = Infinity }: ImportField): boolean {
  return min <= value && value <= max;
}

const NUMBER = /^(?<number>[+-]?(?:\d+\.?\d*|\.\d+))\s*(?<suffix>\D.*)?$/;

/** A number that may say its unit, if it is the one of the column: `750LBS`, `1.75 m/s`. */
function readNumber(text: string, unit = ''): Decimal | undefined {
  const { number, suffix } = NUMBER.exec(text.normalize('NFKC'))?.groups ?? {};
  const isOther = suffix !== undefined && !isUnit(suffix, unit);
  return number === undefined || isOther ? undefined : new Decimal(number);
}

function isUnit(suffix: string, unit: string): boolean {
  const stated = unitOf(suffix) ?? unitOf(suffix.toLowerCase());
  return stated !== undefined && stated === unitOf(unit);
}

function readInches(text: string): Decimal | undefined {
  const length = inches(text);
  return length ? new Decimal(String(length[0])).div(String(length[1])) : undefined;
}

const factors = new Map<string, Decimal | null>();

/** Nearly all units differ by a factor, which is known once; degrees do not begin at the same zero. */
function converted(value: Decimal, from: string, to: string): Decimal {
  const unit = from === FEET_AND_INCHES ? 'in' : from;
  const pair = `${unit} ${to}`;
  const factor = factors.get(pair) ?? factorOf(unit, to);
  if (!factors.has(pair)) factors.set(pair, factor);
  return factor ? value.times(factor) : through(value.toFixed(), unit, to);
}

function factorOf(unit: string, to: string): Decimal | null {
  return unitOf(unit)?.zero || unitOf(to)?.zero ? null : through('1', unit, to);
}

function through(value: string, unit: string, to: string): Decimal {
  return new Decimal(fromSi(toSi({ value, unit }).value, to).value);
}
