import { Readable } from 'node:stream';
import { DomainError } from '@nqi/shared/errors';
import { CsvError, parse } from 'csv-parse';
import { writtenText } from './formula';
import type { SheetRow } from './sheet-row';

const PIECE = 64 * 1024;
/** An opening quote that is never closed would make one record of the whole file. */
const RECORD_MAX_BYTES = 1024 * 1024;

/** Rows of a CSV in UTF-8, with or without BOM, UTF-16 with BOM or GB18030. @throws DomainError sheets.encoding, sheets.malformed */
export async function* readCsv(content: Buffer): AsyncGenerator<SheetRow> {
  const encoding = encodingOf(content);
  const [firstLine = ''] = new TextDecoder(encoding).decode(content.subarray(0, PIECE)).split(/\r?\n/, 1);
  const records = Readable.from(textOf(content, encoding)).pipe(
    parse({
      delimiter: delimiterOf(firstLine),
      ...{ relax_column_count: true, relax_quotes: true, max_record_size: RECORD_MAX_BYTES },
    }),
  ) as AsyncIterable<string[]>;
  let rowNo = 0;
  try {
    for await (const cells of records) {
      rowNo += 1;
      yield { rowNo, cells: cells.map((cell) => writtenText(cell.trim())) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new DomainError('sheets.malformed', { rowNo: rowNo + 1 });
    throw error;
  }
}

/** UTF-8 is never valid by chance; what is neither that nor GB18030 was written in an encoding that nobody can tell. */
function encodingOf(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  const encoding = ['utf-8', 'gb18030'].find((candidate) => isIn(candidate, content));
  if (!encoding || content.includes(0)) throw new DomainError('sheets.encoding');
  return encoding;
}

function isIn(encoding: string, content: Buffer): boolean {
  try {
    for (const piece of pieces(content, new TextDecoder(encoding, { fatal: true }))) void piece;
    return true;
  } catch {
    return false;
  }
}

function textOf(content: Buffer, encoding: string): Iterable<string> {
  return pieces(content, new TextDecoder(encoding));
}

/** The decoder leaves out a BOM by itself. */
function* pieces(content: Buffer, decoder: InstanceType<typeof TextDecoder>): Generator<string> {
  for (let from = 0; from < content.length; from += PIECE) {
    const text = decoder.decode(content.subarray(from, from + PIECE), { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** Programs write commas, semicolons or tabs, by the country; the header shows which. */
function delimiterOf(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string): number => unquoted.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
