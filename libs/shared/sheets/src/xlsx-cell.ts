import type { Workbook } from './workbook-parts';

const DAY_MS = 86_400_000;
/** Day 0 of the two calendars of Excel; that of 1900 knows a 29 February 1900, so that it is right from March on. */
const EPOCH = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** What a cell says: its type, the number of its style, and the text of its value. */
export interface XlsxCell {
  type: string;
  style: number;
  value: string;
}

/** The cell as text: a day as `YYYY-MM-DD`, a number without the noise of its binary form, a formula by its last value. */
export function textOfCell({ type, style, value }: XlsxCell, workbook: Omit<Workbook, 'sheet'>): string {
  if (value === '') return '';
  if (type === 's') return (workbook.strings[Number(value)] ?? '').trim();
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return type === 'n' ? numberText(value, workbook.isDateStyle[style] ?? false, workbook.isDate1904) : value.trim();
}

function numberText(value: string, isDateStyle: boolean, isDate1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return isDateStyle && number >= 1 && number <= LAST_DAY ? dayOf(number, isDate1904) : plain(number);
}

function dayOf(serial: number, isDate1904: boolean): string {
  const at = new Date(EPOCH[isDate1904 ? 1904 : 1900] + Math.round(serial * 86_400) * 1_000);
  const text = at.toISOString();
  return at.getTime() % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/**
 * Excel keeps 15 digits: a code of 20 digits that was typed as a number has lost the others, and must not look whole.
 */
function plain(number: number): string {
  if (Math.abs(number) >= 1e15) return number.toExponential();
  return String(Number(number.toPrecision(15)));
}
