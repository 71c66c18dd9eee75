import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Encrypted } from '@nqi/shared/secrets';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

export type Cell = string | number | boolean | Date | Json | readonly string[] | Encrypted | null | undefined;
export type CityRow = Readonly<Record<string, Cell>>;

/** Bytes that are handed over at once. */
const CHUNK = 65_536;

/** Writes rows by COPY; the columns are those of the first row. @returns how many there were */
export async function copyRows(db: Client, table: string, rows: Iterable<CityRow>): Promise<number> {
  const walk = rows[Symbol.iterator]();
  const first = walk.next();
  if (first.done) return 0;
  const columns = Object.keys(first.value);
  let count = 0;
  function* text(): Generator<string> {
    let waiting = '';
    for (let step: IteratorResult<CityRow> = first; !step.done; step = walk.next()) {
      const { value: row } = step;
      waiting += `${columns.map((column) => cellOf(row[column])).join('\t')}\n`;
      count += 1;
      if (waiting.length > CHUNK) {
        yield waiting;
        waiting = '';
      }
    }
    yield waiting;
  }
  await pipeline(Readable.from(text()), db.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)));
  return count;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in the text format of COPY; a list becomes an array. */
function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Json) return escaped(value.text);
  if (Array.isArray(value)) return escaped(`{${value.map(elementOf).join(',')}}`);
  return escaped(`${value as unknown as string}`);
}

function elementOf(value: string): string {
  return /[{}",\\\s]|^$|^null$/i.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text;
}

/** A value that stands in a json column; written once for all rows that share it. */
export class Json {
  private constructor(readonly text: string) {}

  static from(value: unknown): Json {
    return new Json(JSON.stringify(value));
  }

  static of(text: string): Json {
    return new Json(text);
  }
}
