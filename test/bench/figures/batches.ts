import { Pool } from 'pg';
import type { BenchCity } from '../city';
import { fileableDevices, fileBatch } from '../fileable-devices';
import { inTurns, secondsFor } from '../load';
import type { Figure } from '../report-line';

/** Requests, and then statements, in flight at once. */
const LANES = 4;
/** Batches of a round: some seconds of work, within the devices that there are. */
const BATCHES = { 30: 140, 1000: 4 };

type Row = Record<string, unknown>;

/** `filing.batch30` and `filing.batch1000`: rows accepted a second, against the INSERT of the very rows that they made. */
export async function filingBatch(city: BenchCity, rows: keyof typeof BATCHES): Promise<Figure> {
  const contractor = await city.contractor();
  const codes = await fileableDevices(city);
  const batches = Array.from({ length: BATCHES[rows] }, (_, at) => codes.slice(at * rows, (at + 1) * rows));
  const pool = new Pool({ connectionString: city.databaseUrl, max: LANES });
  let stored: Row[][] = [];
  const ours = async (): Promise<number> => {
    const filed: string[][] = [];
    const seconds = await secondsFor(
      batches,
      LANES,
      async (batch) => void filed.push(await fileBatch(contractor, batch)),
    );
    stored = await takeAway(city, filed);
    return (batches.length * rows) / seconds;
  };
  const bare = async (): Promise<number> => {
    const seconds = await secondsFor(stored, LANES, (some) => insert(pool, some));
    await takeAway(
      city,
      stored.map((some) => some.map(({ id }) => id as string)),
    );
    return (batches.length * rows) / seconds;
  };
  try {
    // Neither side is measured while V8 is still compiling it.
    await ours();
    await bare();
    return { name: `filing.batch${rows}`, ...(await inTurns(ours, bare)), unit: 'rows/s' };
  } finally {
    await pool.end();
  }
}

/** Deletes filings, so that their devices can be filed again. @returns their rows, batch by batch */
async function takeAway({ db }: BenchCity, batches: readonly string[][]): Promise<Row[][]> {
  const { rows } = await db.query<Row>('DELETE FROM elevator_filings WHERE id = ANY($1) RETURNING *', [batches.flat()]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return batches.map((ids) => ids.map((id) => byId.get(id) ?? {}));
}

/** The columns that a batch fills, in one statement. */
async function insert(pool: Pool, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]).filter((column) => rows[0][column] !== null);
  const tuple = (row: number): string => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(',')})`;
  await pool.query(
    `INSERT INTO elevator_filings (${columns.join(',')}) VALUES ${rows.map((_, row) => tuple(row)).join(',')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}
