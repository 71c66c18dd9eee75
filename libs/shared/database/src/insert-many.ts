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
  const { tableName, columns } = tx.manager.connection.getMetadata(entity);
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
  return new Set(inserted.map(({ id }) => id));
}
