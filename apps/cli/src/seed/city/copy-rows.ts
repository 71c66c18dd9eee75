import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Cell, copyLine } from '@nqi/shared/database';
import type { Encrypted } from '@nqi/shared/secrets';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

export type CityRow = Readonly<Record<string, Cell | Encrypted>>;

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
      waiting += copyLine(columns.map((column) => row[column] as Cell));
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
