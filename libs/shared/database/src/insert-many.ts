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

/**
 * Inserts one row into each of several tables, in one statement; whatever a constraint refuses is thrown. Columns that a
 * row does not name keep their default.
 */
export async function insertEach(
  tx: Tx,
  ...rows: readonly (readonly [entity: EntityTarget<ObjectLiteral>, row: object])[]
): Promise<void> {
  const inserts = rows.map(([entity, row], index) => insertionOf(tx, entity, row, index + 1));
  const [last, ...others] = inserts.toReversed();
  const before = others.map(({ sql }, index) => `other_${index} AS (${sql})`);
  const text = `${before.length > 0 ? `WITH ${before.join(', ')} ` : ''}${last?.sql}`;
  await tx.sql(
    text,
    inserts.map(({ json }) => json),
  );
}

/** One row as the JSON in parameter `place`, and the statement that inserts it. */
function insertionOf(
  tx: Tx,
  entity: EntityTarget<ObjectLiteral>,
  row: object,
  place: number,
): { sql: string; json: string } {
  const { tableName, columns } = tx.manager.connection.getMetadata(entity);
  const values = row as Readonly<Record<string, unknown>>;
  const named = columns.filter(({ propertyName }) => values[propertyName] !== undefined);
  const list = named.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const record = Object.fromEntries(
    named.map(({ databaseName, propertyName }) => [databaseName, values[propertyName]]),
  );
  const sql = `INSERT INTO ${tableName} (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::${tableName}, $${place}::jsonb)`;
  return { sql, json: JSON.stringify(record) };
}
