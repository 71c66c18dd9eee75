import { Client } from 'pg';
import { classification } from '../../migrations/classification';
import { cloneDatabase, type TestDatabase } from '../support/database';

/** Kept by the tool that runs the migrations. */
const NOT_OURS = ['migrations'];

const entries = Object.entries(classification).flatMap(([table, classes]) =>
  Object.entries(classes).flatMap(([sensitivity, columns]) =>
    columns.split(' ').map((column) => ({ column: `${table}.${column}`, sensitivity })),
  ),
);

describe('the classification of columns', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('names every column of every table once, and nothing else', async () => {
    const { rows } = await client.query<{ column: string }>(
      `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> ALL($1)`,
      [NOT_OURS],
    );
    expect(rows.length).toBeGreaterThan(500);
    expect(entries.map(({ column }) => column).sort()).toEqual(rows.map(({ column }) => column).sort());
  });

  it('calls no phone, ID number, password or key anything but sensitive', () => {
    const PUBLISHED = ['organisations.phone', 'equipment.contact_phone'];
    const telling = entries.filter(({ column }) => /phone|id_number|password|(?<!idempotency)_hash$/.test(column));
    const others = telling.filter(
      ({ sensitivity, column }) => sensitivity !== 'sensitive' && !PUBLISHED.includes(column),
    );
    expect(others.map(({ column }) => column)).toEqual([
      ...['audit_events.after_hash', 'audit_events.before_hash', 'audit_seals.content_hash', 'reports.content_hash'],
    ]);
  });

  it('has every phone, ID number and e-mail address taken encrypted only, by a trigger', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT event_object_table || '.' || replace(trigger_name, event_object_table || '_', '') AS name
       FROM information_schema.triggers WHERE action_statement LIKE '%refuse_plain_text%' GROUP BY 1`,
    );
    const wanted = entries.filter(({ column, sensitivity }) => {
      return sensitivity === 'sensitive' && /\.(\w+_)?(phone|id_number|email)$/.test(column);
    });
    expect(wanted.length).toBeGreaterThan(3);
    expect(rows.map(({ name }) => name).sort()).toEqual(wanted.map(({ column }) => `${column}_encrypted`).sort());
  });
});
