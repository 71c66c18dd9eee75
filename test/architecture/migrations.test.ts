import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataSourceOptions } from '@nqi/shared/database';
import { DataSource, type EntityMetadata } from 'typeorm';
import { migrations } from '../../migrations';
import { emptyDatabase, type TestDatabase } from '../support/database';

const LIBS = join(__dirname, '../../libs');

/** The entities of all libs, found by the name of their file like the boot finds them by their module. */
const entities = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.entity.ts'))
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name, so that none is forgotten in a list
  .flatMap((path) => Object.values(require(join(LIBS, path)) as object))
  .filter((value): value is new () => object => typeof value === 'function' && /^class /.test(String(value)));

/** How PostgreSQL calls the types that entities name. */
const TYPES: Record<string, string> = {
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  boolean: 'bool',
  number: 'int4',
};

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
}

describe('the migrations', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await emptyDatabase();
    const options = dataSourceOptions({ url: database.url, poolSize: 2, name: 'test' });
    source = await new DataSource({ ...options, entities, migrations }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  /** Everything in the schema that is not part of an extension or of TypeORM itself. */
  async function contents(): Promise<string[]> {
    const rows: { name: string }[] = await source.query(`
      SELECT kind || ' ' || name AS name FROM (
        SELECT 'relation' AS kind, oid, relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'function', oid, proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT 'type', oid, typname::text FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
      ) AS thing
      WHERE name !~ '^(migrations|PK_)' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = thing.oid AND d.deptype = 'e')
      ORDER BY name`);
    return rows.map(({ name }) => name);
  }
  const extensions = async (): Promise<string[]> =>
    (await source.query('SELECT extname FROM pg_extension ORDER BY extname')).map(
      (row: { extname: string }) => row.extname,
    );
  const columns = (): Promise<Column[]> =>
    source.query(`SELECT table_name, column_name, udt_name, is_nullable, column_default
                  FROM information_schema.columns WHERE table_schema = 'public'`);

  const wanted = (metadata: EntityMetadata): object[] =>
    metadata.columns.map(({ databaseName, type, isArray, isNullable }) => {
      const named = typeof type === 'function' ? type.name.toLowerCase() : String(type);
      return {
        column: `${metadata.tableName}.${databaseName}`,
        type: `${isArray ? '_' : ''}${TYPES[named] ?? named}`,
        isNullable,
      };
    });

  it('stand in the order in which they were written', () => {
    const times = migrations.map((migration) => Number(/\d{13}$/.exec(migration.name)?.[0]));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(new Set(times).size).toBe(times.length);
  });

  it('go up, fit the entities, go down to nothing and up again', async () => {
    expect(entities.length).toBeGreaterThan(10);
    const before = { contents: await contents(), extensions: await extensions() };
    expect(before.contents).toEqual([]);
    await source.runMigrations();
    const whole = await contents();
    expect(whole.length).toBeGreaterThan(20);

    const there = await columns();
    const found = there.map(({ table_name, column_name, udt_name, is_nullable }) => ({
      column: `${table_name}.${column_name}`,
      type: udt_name,
      isNullable: is_nullable === 'YES',
    }));
    const expected = source.entityMetadatas.flatMap(wanted);
    expect(expected.length).toBeGreaterThan(100);
    expect(found).toEqual(expect.arrayContaining(expected));

    for (let count = 0; count < migrations.length; count += 1) await source.undoLastMigration();
    expect(await contents()).toEqual([]);
    expect(await extensions()).toEqual(before.extensions);

    await source.runMigrations();
    expect(await contents()).toEqual(whole);
  }, 90_000);

  it('have no column that an entity must fill and does not know', async () => {
    const known = new Set(source.entityMetadatas.flatMap(wanted).map((one) => (one as { column: string }).column));
    const tables = new Set(source.entityMetadatas.map(({ tableName }) => tableName));
    const unknown = (await columns())
      .filter(
        ({ table_name, is_nullable, column_default }) =>
          tables.has(table_name) && is_nullable === 'NO' && !column_default,
      )
      .map(({ table_name, column_name }) => `${table_name}.${column_name}`)
      .filter((column) => !known.has(column));
    expect(unknown).toEqual([]);
  });

  it('do nothing when they are run again', async () => {
    expect(await source.runMigrations()).toEqual([]);
  });
});
