import type { Client } from 'pg';

/** What can be made of all rows at once: `off` takes it off its table, `on` puts it back and checks every row. */
interface Late {
  off: string;
  on: string;
}

/** Indexes that are no constraints, the unique ones among them too; what a foreign key rests on stays. Those of partitions follow. */
const INDEXES = `
  SELECT format('DROP INDEX %s', indexrelid::regclass) AS off, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') AS on
  FROM pg_index i WHERE indrelid = ANY($1::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`;
/** What others refer to is locked until the end, too: a city is entered before its people come. */
const FOREIGN_KEYS = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on
  FROM pg_constraint
  WHERE contype = 'f' AND conrelid = ANY($1::regclass[]) ORDER BY 1`;

/**
 * Fills tables without their indexes and foreign keys, which are then made of all rows at once: that checks every row as
 * strictly, in a fraction of the time of entering and looking up row by row. Inside the transaction of the caller: nobody
 * ever sees the tables without them.
 */
export async function withLateIndexes<T>(db: Client, tables: readonly string[], fill: () => Promise<T>): Promise<T> {
  const late: Late[] = [];
  for (const text of [INDEXES, FOREIGN_KEYS]) late.push(...(await db.query<Late>(text, [tables])).rows);
  for (const { off } of late) await db.query(off);
  const filled = await fill();
  await db.query(`SET LOCAL maintenance_work_mem = '256MB'`);
  for (const { on } of late) await db.query(on);
  return filled;
}
