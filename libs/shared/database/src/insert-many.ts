import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { copyLines } from './copy-lines';
import type { Tx } from './transactions';

/**
 * Inserts any number of rows in one statement with one parameter (a multi-row VALUES list ends at 65,535 parameters).
 * Columns that no row names keep their default. Rows that a unique constraint refuses are left out.
 * @returns the ids of the rows that are now there because of this call
 */
export async function insertMany<E extends ObjectLiteral & { id: string }>(
  tx: Tx,
  entity: EntityTarget<E>,
  rows: readonly Partial<E>[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const metadata = tx.manager.connection.getMetadata(entity);
  const { tableName, columns } = metadata;
  const named = columns.filter(({ propertyName }) => rows.some((row) => row[propertyName] !== undefined));
  const records = rows.map((row) =>
    Object.fromEntries(named.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown])),
  );
  const list = listOf(named.map(({ databaseName }) => databaseName));
  const inserted = await tx.sql<{ id: string }>(
    `INSERT INTO ${tableName} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${tableName}, $1::jsonb)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(records)],
  );
  const ids = new Set(inserted.map(({ id }) => id));
  for (const row of rows) if (ids.has(row.id as string)) tx.trace.noteBorn(metadata, row);
  return ids;
}

/**
 * Rows for one table, by the names of its columns: those of the first row. Columns that it does not name keep their
 * default. A json column holds objects and lists only. A table that another refers to comes before it.
 */
export interface Insertion {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Columns that are arrays of texts; other lists are JSON. */
  readonly arrays?: readonly string[];
}

/** Records as the rows of their table. */
export function insertionOf(tx: Tx, entity: EntityTarget<ObjectLiteral>, ...records: readonly object[]): Insertion {
  const { tableName, columns } = tx.manager.connection.getMetadata(entity);
  const values = records as readonly Readonly<Record<string, unknown>>[];
  const named = columns.filter(({ propertyName }) => values.some((record) => record[propertyName] !== undefined));
  const rows = values.map((record) =>
    Object.fromEntries(named.map(({ databaseName, propertyName }) => [databaseName, record[propertyName]])),
  );
  const arrays = named.filter(({ isArray }) => isArray).map(({ databaseName }) => databaseName);
  return { table: tableName, rows, arrays };
}

/** Fewer rows than this go in one prepared statement with those of the other tables; a COPY is parsed anew each time. */
const COPIED = 20;

/** Inserts rows into several tables, which is sent: what a constraint refuses fails the transaction. */
export function insertEach(tx: Tx, ...insertions: readonly Insertion[]): void {
  for (const { table, rows } of insertions) tx.trace.touch(table, idsOf(rows));
  if (insertions.every(({ rows }) => rows.length < COPIED)) return insertTogether(tx, insertions);
  for (const { table, rows, arrays } of insertions) {
    const columns = Object.keys(rows[0] ?? {});
    tx.sendRows(`COPY ${table} (${listOf(columns)}) FROM STDIN`, copyLines(rows, columns, new Set(arrays)));
  }
}

/** Enters records of which none is there yet: as {@link insertEach}, and remembered as born here. */
export function insertNew(tx: Tx, entity: EntityTarget<ObjectLiteral>, records: readonly ObjectLiteral[]): void {
  if (records.length === 0) return;
  insertEach(tx, insertionOf(tx, entity, ...records));
  const metadata = tx.manager.connection.getMetadata(entity);
  for (const record of records) tx.trace.noteBorn(metadata, record);
}

/** In one statement. */
function insertTogether(tx: Tx, insertions: readonly Insertion[]): void {
  const [last, ...others] = insertions
    .map(({ table, rows }, index) => {
      const list = listOf(Object.keys(rows[0] ?? {}));
      return `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $${index + 1}::jsonb)`;
    })
    .reverse();
  const before = others.map((sql, index) => `other_${index} AS (${sql})`);
  tx.send(
    `${before.length > 0 ? `WITH ${before.join(', ')} ` : ''}${last}`,
    insertions.map(({ rows }) => JSON.stringify(rows)),
  );
}

function listOf(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

function idsOf(rows: Insertion['rows']): string[] {
  return rows.flatMap(({ id }) => (typeof id === 'string' ? id : []));
}
