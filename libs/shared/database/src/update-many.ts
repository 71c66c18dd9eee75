import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Tx } from './transactions';

/** Writes these properties of any number of records, which the caller has locked, in one statement; each counts as a new version. */
export async function updateMany<E extends ObjectLiteral & { id: string; version: number }>(
  tx: Tx,
  entity: EntityTarget<E>,
  rows: readonly E[],
  properties: readonly (keyof E & string)[],
): Promise<void> {
  if (rows.length === 0) return;
  const metadata = tx.manager.connection.getMetadata(entity);
  const { tableName, columns } = metadata;
  const changed = columns.filter(({ propertyName }) => properties.includes(propertyName));
  const records = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(
      changed.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown]),
    ),
  }));
  const list = changed.map(({ databaseName }) => `"${databaseName}" = n."${databaseName}"`).join(', ');
  await tx.sql(
    `UPDATE ${tableName} t SET ${list}, version = t.version + 1
     FROM jsonb_populate_recordset(NULL::${tableName}, $1::jsonb) n WHERE t.id = n.id`,
    [JSON.stringify(records)],
  );
  for (const row of rows) tx.trace.note(metadata, { ...row, version: row.version + 1 });
}
