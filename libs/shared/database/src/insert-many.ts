import type { EntityTarget, ObjectLiteral } from 'typeorm';
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
  const list = named.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const inserted = await tx.sql<{ id: string }>(
    `INSERT INTO ${tableName} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${tableName}, $1::jsonb)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(records)],
  );
  const ids = new Set(inserted.map(({ id }) => id));
  for (const row of rows) if (ids.has(row.id as string)) tx.trace.note(metadata, row);
  return ids;
}

/** Rows for one table, by the names of its columns. Columns that no row names keep their default. */
export interface Insertion {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Records as the rows of their table. */
export function insertionOf(tx: Tx, entity: EntityTarget<ObjectLiteral>, ...records: readonly object[]): Insertion {
  const { tableName, columns } = tx.manager.connection.getMetadata(entity);
  const values = records as readonly Readonly<Record<string, unknown>>[];
  const named = columns.filter(({ propertyName }) => values.some((record) => record[propertyName] !== undefined));
  const rows = values.map((record) =>
    Object.fromEntries(named.map(({ databaseName, propertyName }) => [databaseName, record[propertyName]])),
  );
  return { table: tableName, rows };
}

/** Inserts rows into several tables in one statement, which is sent: what a constraint refuses fails the transaction. */
export function insertEach(tx: Tx, ...insertions: readonly Insertion[]): void {
  const [last, ...others] = insertions
    .map(({ table, rows }, index) => {
      const list = Object.keys(rows[0] ?? {})
        .map((column) => `"${column}"`)
        .join(', ');
      return `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $${index + 1}::jsonb)`;
    })
    .reverse();
  for (const { table, rows } of insertions) tx.trace.touch(table, idsOf(rows));
  const before = others.map((sql, index) => `other_${index} AS (${sql})`);
  tx.send(
    `${before.length > 0 ? `WITH ${before.join(', ')} ` : ''}${last}`,
    insertions.map(({ rows }) => JSON.stringify(rows)),
  );
}

function idsOf(rows: Insertion['rows']): string[] {
  return rows.flatMap(({ id }) => (typeof id === 'string' ? id : []));
}
