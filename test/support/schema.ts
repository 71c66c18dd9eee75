import type { DataSource } from 'typeorm';

/**
 * Everything that the catalogue knows of the tables, one line each: how they are stored and granted, their columns, their
 * indexes and constraints with all that was said of them, and their triggers, those behind foreign keys too.
 */
const SCHEMA = `
  WITH tables AS (
    SELECT pg_class.*, pg_class.oid::regclass::text AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S'))
  SELECT concat_ws(' ', 'table', name, relkind, relpersistence, relreplident, relrowsecurity::text, reloptions::text,
    relacl::text, obj_description(oid)) AS line FROM tables
  UNION ALL
  SELECT concat_ws(' ', 'column', t.name, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
    a.attstorage, a.attstattarget, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attacl::text)
  FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, i.indisclustered,
    i.indisreplident, i.indimmediate, c.reloptions::text, obj_description(i.indexrelid))
  FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
  UNION ALL
  SELECT concat_ws(' ', 'constraint', t.name, o.conname, pg_get_constraintdef(o.oid), o.convalidated, o.condeferrable,
    o.condeferred, obj_description(o.oid))
  FROM tables t JOIN pg_constraint o ON o.conrelid = t.oid
  UNION ALL
  SELECT concat_ws(' ', 'trigger', t.name, g.tgenabled, CASE WHEN g.tgisinternal
    THEN (SELECT o.conname FROM pg_constraint o WHERE o.oid = g.tgconstraint) || ' ' || g.tgfoid::regproc
    ELSE pg_get_triggerdef(g.oid) END)
  FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
  UNION ALL
  SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid)) FROM tables t JOIN pg_statistic_ext s ON s.stxrelid = t.oid
  UNION ALL
  SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid), p.proacl::text) FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind <> 'a'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY 1`;

/** The whole schema as sorted lines, to be compared before and after what takes parts of it off and puts them back. */
export async function schemaOf(db: DataSource): Promise<string[]> {
  const rows: { line: string }[] = await db.query(SCHEMA);
  return rows.map(({ line }) => line);
}
