import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { COLUMNS, type DeviceRow, type Refusal, type RegisterLine, toDeviceRow } from './register-row';

/** A line of the file, as it goes on: with the row to be sent, or refused. `line` counts from 1, the header aside. */
export interface ReadLine {
  line: number;
  registrationNumber: string;
}

/** A register as far as the client can judge it; `good` and `refused` together are all lines. */
export interface RegisterFile {
  name: string;
  rows: number;
  good: (ReadLine & { row: DeviceRow })[];
  refused: RefusedLine[];
}

export type RefusedLine = ReadLine & Refusal;

const GZIP = [0x1f, 0x8b];

/** @throws Error when there is no such file or it is no register */
export function readRegister(path: string): RegisterFile {
  const bytes = readFileSync(path);
  const isGzipped = GZIP.every((byte, index) => bytes[index] === byte);
  const text = isGzipped ? gunzipSync(bytes) : bytes;
  // Lines of a wrong length are refused one by one; csv-parse would give up the whole file.
  const [header = [], ...lines] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`${path} is no register: it has no column ${missing.join(', ')}`);
  const file: RegisterFile = { name: path, rows: lines.length, good: [], refused: [] };
  lines.forEach((cells, index) => sort(file, { header, cells, line: index + 1 }));
  return file;
}

function sort(file: RegisterFile, { header, cells, line }: { header: string[]; cells: string[]; line: number }): void {
  const fields = Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])) as RegisterLine;
  const place = { line, registrationNumber: fields.registration_number ?? '' };
  if (cells.length !== header.length) {
    const reason = `the line has ${cells.length} fields instead of ${header.length}`;
    file.refused.push({ ...place, reason, value: cells.join(',') });
    return;
  }
  const outcome = toDeviceRow(fields);
  if ('refusal' in outcome) file.refused.push({ ...place, ...outcome.refusal });
  else file.good.push({ ...place, row: outcome.row });
}
