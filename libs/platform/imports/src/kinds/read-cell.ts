import { isDay } from '@nqi/shared/calendar';
import type { FieldType } from './import-field';
import { isWithin, readDecimal } from './read-decimal';
import type { Reading } from './reading';
import { dayOf } from './read-day';

/** What a cell says; null: nothing. */
export type ReadValue = string | number | boolean | null;

const MAX_LENGTH = 4_000;
const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/;
const FLAGS: Readonly<Record<string, boolean>> = {
  ...{ 是: true, 有: true, true: true, yes: true, y: true, 1: true, '√': true },
  ...{ 否: false, 无: false, false: false, no: false, n: false, 0: false, '×': false },
};

/** @returns undefined for what cannot be read */
export function readCell(cell: string, reading: Reading): ReadValue | undefined {
  // A line break inside a cell is how it was typed, not what it says.
  const text = cell.replaceAll(/ *[\r\n\t]+ */g, ' ').trim();
  if (text === '') return null;
  if (text.length > MAX_LENGTH || ERRORS.test(text)) return undefined;
  return READERS[reading.field.type](text, reading);
}

const READERS: Readonly<Record<FieldType, (text: string, reading: Reading) => ReadValue | undefined>> = {
  text: readText,
  integer: (text, { field }) => (/^-?\d{1,9}$/.test(text) && isWithin(Number(text), field) ? Number(text) : undefined),
  decimal: readDecimal,
  day: (text, { dateFormat }) => dayOf(text, dateFormat),
  month: readMonth,
  flag: (text) => (Object.hasOwn(FLAGS, text.toLowerCase()) ? FLAGS[text.toLowerCase()] : undefined),
  choice: readChoice,
};

/** Control, format, private-use and unassigned characters, and pictures: no font of a report has them. */
const UNPRINTABLE = /[\p{C}\p{Extended_Pictographic}]/u;

function readText(text: string, { field, values }: Reading): string | undefined {
  const meant = own(values, text) ?? text;
  const isRefused = meant.length > (field.maxLength ?? MAX_LENGTH) || UNPRINTABLE.test(meant);
  return isRefused || field.pattern?.test(meant) === false ? undefined : meant;
}

/** `2020-05`, `2020/5`, `2020年5月`, or the month of a day. */
function readMonth(text: string, { dateFormat }: Reading): string | undefined {
  const [, year, month = ''] = /^(\d{4})(?:[-/.]|年)(\d{1,2})月?$/.exec(text) ?? [];
  const day = year ? `${year}-${month.padStart(2, '0')}-01` : dayOf(text, dateFormat);
  return day && isDay(day) ? day.slice(0, 7) : undefined;
}

function readChoice(text: string, { field, values }: Reading): string | null | undefined {
  const meant = own(values, text) ?? own(field.choices, text);
  if (meant !== undefined) return meant || null;
  return field.isUnlistedBlank ? null : undefined;
}

function own(meanings: Readonly<Record<string, string>> | undefined, text: string): string | undefined {
  return meanings && Object.hasOwn(meanings, text) ? meanings[text] : undefined;
}
