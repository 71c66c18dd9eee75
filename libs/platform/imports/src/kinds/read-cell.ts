import { isDay } from '@nqi/shared/calendar';
import { Decimal, fromSi, inches, toSi, unitOf } from '@nqi/shared/units';
import type { FieldType, ImportField } from './import-field';
import { dayOf } from './read-day';

/** What a cell says; null: nothing. */
export type ReadValue = string | number | boolean | null;

/** How the cells of one column are read. */
export interface Reading {
  readonly field: ImportField;
  readonly unit?: string;
  readonly dateFormat?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** As a unit: feet and inches as people write them, for example `22 feet 3 inches` or `40' 4"`. */
export const FEET_AND_INCHES = 'ft in';

const MAX_LENGTH = 4_000;
const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/;
const YES = ['是', '有', 'true', 'yes', 'y', '1', '√'];
const NO = ['否', '无', 'false', 'no', 'n', '0', '×'];

/** @returns undefined for what cannot be read */
export function readCell(cell: string, reading: Reading): ReadValue | undefined {
  const text = cell.trim();
  if (text === '') return null;
  if (text.length > MAX_LENGTH || ERRORS.test(text)) return undefined;
  return READERS[reading.field.type](text, reading);
}

const READERS: Readonly<Record<FieldType, (text: string, reading: Reading) => ReadValue | undefined>> = {
  text: (text, { values }) => values?.[text] ?? text,
  integer: (text) => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined),
  decimal: readDecimal,
  day: (text, { dateFormat }) => dayOf(text, dateFormat),
  month: readMonth,
  flag: (text) => (YES.includes(text.toLowerCase()) ? true : NO.includes(text.toLowerCase()) ? false : undefined),
  choice: readChoice,
};

function readDecimal(text: string, { field, unit = field.unit }: Reading): string | null | undefined {
  const value = unit === FEET_AND_INCHES ? readInches(text) : readNumber(text, unit);
  if (value === undefined) return undefined;
  const inUnit = unit && field.unit ? converted(value, unit, field.unit) : value;
  if (inUnit.isZero() && field.isZeroBlank) return null;
  return inUnit.toDecimalPlaces(field.places ?? 6, Decimal.ROUND_HALF_UP).toFixed();
}

/** A number that may say its unit, if it is the one of the column: `750LBS`, `1.75 m/s`. */
function readNumber(text: string, unit: string | undefined): Decimal | undefined {
  const [, number = '', suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(\D.*)?$/.exec(text.normalize('NFKC')) ?? [];
  const stated = suffix && (unitOf(suffix) ?? unitOf(suffix.toLowerCase()));
  const isOther = suffix !== '' && (!unit || !stated || stated !== unitOf(unit));
  return number === '' || isOther ? undefined : new Decimal(number);
}

function readInches(text: string): Decimal | undefined {
  const length = inches(text);
  return length ? new Decimal(String(length[0])).div(String(length[1])) : undefined;
}

function converted(value: Decimal, from: string, to: string): Decimal {
  const unit = from === FEET_AND_INCHES ? 'in' : from;
  if (unitOf(unit) === unitOf(to)) return value;
  return new Decimal(fromSi(toSi({ value: value.toFixed(), unit }).value, to).value);
}

/** `2020-05`, `2020/5`, `2020年5月`, or the month of a day. */
function readMonth(text: string, { dateFormat }: Reading): string | undefined {
  const [, year, month = ''] = /^(\d{4})(?:[-/.]|年)(\d{1,2})月?$/.exec(text) ?? [];
  const day = year ? `${year}-${month.padStart(2, '0')}-01` : dayOf(text, dateFormat);
  return day && isDay(day) ? day.slice(0, 7) : undefined;
}

function readChoice(text: string, { field, values }: Reading): string | null | undefined {
  const listed = { ...field.choices, ...values };
  if (Object.hasOwn(listed, text)) return listed[text] || null;
  return field.isUnlistedBlank ? null : undefined;
}
