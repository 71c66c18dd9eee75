import type { DataSource } from 'typeorm';

/** Every `table.column` of the whole database in which a row's text matches a pattern (POSIX). */
export async function columnsMatching(db: DataSource, pattern: string): Promise<string[]> {
  const columns: { table: string; column: string }[] = await db.query(
    `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.udt_name IN ('text', 'varchar', 'jsonb', 'json', '_text') ORDER BY 1, 2`,
  );
  const searches = columns.map(
    ({ table, column }) =>
      `SELECT '${table}.${column}' AS place WHERE EXISTS (SELECT FROM ${table} WHERE ${column}::text ~ $1)`,
  );
  const found: { place: string }[] = await db.query(searches.join(' UNION ALL '), [pattern]);
  return found.map(({ place }) => place).sort();
}

/** A mobile or an ID number that stands alone; the last part of a UUID may begin like one, and goes on. */
const NUMBERS = '(^|[^0-9A-Za-z])(1[3-9][0-9]{9}|[1-9][0-9]{5}(19|20)[0-9]{9}[0-9X])([^0-9A-Za-z]|$)';

/**
 * What must hold of every database, whatever was played on it: no phone or ID number in plain text in any column, and no
 * name of a person in what code writes into history. Free text that people type is theirs.
 */
export async function assertNothingPlain(db: DataSource): Promise<void> {
  const places = await columnsMatching(db, NUMBERS);
  const named: { event: string }[] = await db.query(
    `SELECT DISTINCT h.record_type || ' ' || h.event AS event FROM record_history h, users u
     WHERE h.details <> '{}' AND h.details::text LIKE '%' || u.name || '%'`,
  );
  const problems = [
    ...places.map((place) => `${place} holds a phone or ID number in plain text`),
    ...named.map(({ event }) => `history of ${event} holds the name of a person`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
