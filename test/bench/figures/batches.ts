import { Pool } from 'pg';
import type { Caller } from '../caller';
import type { BenchCity } from '../city';
import { inTurns, secondsFor } from '../load';
import type { Figure } from '../report-line';

/** Requests, and then statements, in flight at once. */
const LANES = 4;

/** `filing.batch30` and `filing.batch1000`: rows accepted a second, against the INSERT of the very rows that they made. */
export async function filingBatch(city: BenchCity, rows: 30 | 1000): Promise<Figure> {
  const contractor = await city.contractor();
  const codes = await fileableDevices(city, contractor);
  const batches = chunks(codes, rows).slice(0, rows === 30 ? 80 : LANES);
  const pool = new Pool({ connectionString: city.databaseUrl, max: LANES });
  let stored: Row[][] = [];
  const ours = async (): Promise<number> => {
    const ids: string[] = [];
    const seconds = await secondsFor(batches, LANES, async (batch) => void ids.push(await file(contractor, batch)));
    stored = await takeBack(city, ids);
    return (batches.length * rows) / seconds;
  };
  const bare = async (): Promise<number> => {
    const seconds = await secondsFor(stored, LANES, (some) => insert(pool, some));
    await city.db.query('DELETE FROM elevator_filings WHERE id = ANY($1)', [stored.flat().map(({ id }) => id)]);
    return (batches.length * rows) / seconds;
  };
  try {
    await ours(); // Warms both up.
    await bare();
    return { name: `filing.batch${rows}`, ...(await inTurns(ours, bare)), unit: 'rows/s' };
  } finally {
    await pool.end();
  }
}

type Row = Record<string, unknown>;

/** Devices of the contractor that are due and have no open filing. */
async function fileableDevices({ db }: BenchCity, { organisationId }: Caller): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    `SELECT registration_code AS code FROM elevators e
     WHERE maintenance_unit_id = $1 AND internal_no LIKE 'B-%'
       AND NOT EXISTS (SELECT FROM elevator_filings f WHERE f.elevator_id = e.id AND f.state <> 'archived')
     ORDER BY md5(registration_code)`,
    [organisationId],
  );
  return rows.map(({ code }) => code);
}

/** @returns the id of the batch @throws Error unless every row was accepted */
async function file(contractor: Caller, codes: readonly string[]): Promise<string> {
  const rows = codes.map((registrationCode, index) => {
    return { clientRef: `row ${index}`, registrationCode, contactName: '维保经办人', contactPhone: '13800138001' };
  });
  const { batchId, accepted, items } = await contractor.post('/v1/elevator-filing-batches', { rows });
  if (accepted !== codes.length) throw new Error(`a row was refused: ${JSON.stringify(items)}`);
  return batchId;
}

/** Takes the filings of the batches away, so that their devices can be filed again. @returns their rows, batch by batch */
async function takeBack({ db }: BenchCity, batchIds: readonly string[]): Promise<Row[][]> {
  const { rows } = await db.query<Row>('DELETE FROM elevator_filings WHERE batch_id = ANY($1) RETURNING *', [batchIds]);
  return batchIds.map((id) => rows.filter(({ batch_id }) => batch_id === id));
}

/** The columns that a batch fills, in one statement. */
async function insert(pool: Pool, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]).filter((column) => rows[0][column] !== null);
  const tuples = rows.map((_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(',')})`);
  await pool.query(
    `INSERT INTO elevator_filings (${columns.join(',')}) VALUES ${tuples.join(',')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const whole = Math.floor(items.length / size);
  return Array.from({ length: whole }, (_, index) => items.slice(index * size, (index + 1) * size));
}
