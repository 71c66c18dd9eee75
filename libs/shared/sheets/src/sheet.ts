import { DomainError } from '@nqi/shared/errors';
import { readCsv } from './csv-reader';
import type { SheetRow } from './sheet-row';
import { readXlsx } from './xlsx-reader';

/** The kinds of sheet that are read and written here. */
export const sheetFormats = ['csv', 'xlsx'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** What is sent and answered, by format. */
export const MEDIA_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const SHEET_MAX_BYTES = 50 * 1024 * 1024;
/** Rows below the header that are not blank. */
export const SHEET_MAX_ROWS = 200_000;

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** A Compound File: an Excel 97 workbook, or an encrypted one of any age. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** What the bytes are, whatever their name says. @throws DomainError sheets.encrypted */
export function formatOf(content: Buffer): SheetFormat {
  if (content.subarray(0, 4).equals(COMPOUND)) throw new DomainError('sheets.encrypted');
  return content.subarray(0, 4).equals(ZIP) ? 'xlsx' : 'csv';
}

/**
 * The rows of a sheet that are not blank, header first, as they are read: never the whole sheet at once.
 * @throws DomainError sheets.too_many_rows, sheets.malformed and the other codes of the catalogue's file
 */
export async function* readSheet(content: Buffer): AsyncGenerator<SheetRow> {
  const rows = formatOf(content) === 'xlsx' ? readXlsx(content) : readCsv(content);
  let read = 0;
  for await (const row of rows) {
    if (row.cells.every((cell) => cell === '')) continue;
    if (read > SHEET_MAX_ROWS) throw new DomainError('sheets.too_many_rows', { limit: SHEET_MAX_ROWS });
    read += 1;
    yield row;
  }
}
