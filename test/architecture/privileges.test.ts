import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from '../support/database';

/** Everything that can be done with a table. */
const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'];

/** Rows that are no record of anything; a new one is a decision. */
const DELETED_FROM = [
  'audit_unsealed',
  'code_requests',
  'email_addresses',
  'equipment_capabilities',
  'idempotency_keys',
  'memberships',
  'metrology_items',
  'notice_deliveries',
  'notice_preferences',
  'notices',
  'occupancies',
  'one_time_codes',
  'qualifications',
  'rate_limits',
  'recovery_codes',
  'search_documents',
  'search_rebuilds',
  'second_factors',
  'sign_in_delays',
  'sign_in_tickets',
  'sms_budgets',
  'sms_messages',
  'wechat_identities',
];

/** Without anything for the application, or with less than their triggers and names say. */
const LESS = { audit_cuts: 'SELECT', audit_head: 'SELECT UPDATE', audit_unsealed: 'SELECT DELETE', migrations: '' };

interface Table {
  name: string;
  held: string;
  refuses: string[];
  seeded: boolean;
}

describe('the role of the application', () => {
  let database: TestDatabase;
  let owner: Client;
  let application: Client;
  let role: string;
  let tables: Table[];
  beforeAll(async () => {
    database = await cloneDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    application = new Client({ connectionString: database.url });
    await owner.connect();
    await application.connect();
    role = new URL(database.url).username;
    ({ rows: tables } = await owner.query<Table>(
      `SELECT c.relname AS name,
              (SELECT coalesce(string_agg(p, ' ' ORDER BY n), '') FROM unnest($2::text[]) WITH ORDINALITY AS u (p, n)
               WHERE has_table_privilege($1, c.oid, p)) AS held,
              ARRAY(SELECT e FROM unnest(ARRAY['UPDATE', 'DELETE']) AS e WHERE EXISTS (
                SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
                WHERE t.tgrelid = c.oid AND f.proname ~ '^(audit_)?refuse_(change|before_cut)$' AND t.tgtype & 1 = 1
                  AND t.tgtype & CASE e WHEN 'UPDATE' THEN 16 ELSE 8 END > 0)) AS refuses
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       ORDER BY name`,
      [role, PRIVILEGES],
    ));
  });
  afterAll(async () => {
    await owner.end();
    await application.end();
    await database.drop();
  });

  const heldOn = (name: string): string | undefined => tables.find((table) => table.name === name)?.held;

  it('is another than the owner, and nothing special', async () => {
    expect(tables.length).toBeGreaterThan(40);
    const { rows } = await owner.query(
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS special,
              has_schema_privilege(oid, 'public', 'CREATE') AS creates,
              has_schema_privilege(oid, 'bullmq', 'CREATE') AS "createsQueues",
              EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) AS inherits,
              EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns
       FROM pg_roles r WHERE rolname = $1`,
      [role],
    );
    const nothing = { special: false, creates: false, createsQueues: false, inherits: false, owns: false };
    expect(rows).toEqual([nothing]);
  });

  it('can neither empty a table, nor refer to it, nor switch its triggers off', () => {
    const others = tables.filter(({ held }) => /TRUNCATE|REFERENCES|TRIGGER|MAINTAIN/.test(held));
    expect(others).toEqual([]);
  });

  it('deletes only from the tables that are listed', () => {
    const deleted = tables.filter(({ held }) => held.includes('DELETE')).map(({ name }) => name);
    expect(deleted).toEqual(DELETED_FROM);
  });

  it('holds nothing that a trigger refuses anyway', () => {
    const refusing = tables.filter(({ refuses }) => refuses.length > 0);
    expect(refusing.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['record_history', 'audit_events', 'audit_seals', 'audit_anchors', 'ratings']),
    );
    const tooMuch = refusing.filter(({ held, refuses }) => refuses.some((privilege) => held.includes(privilege)));
    expect(tooMuch).toEqual([]);
  });

  it('only reads rules and catalogues', () => {
    const rules = tables.filter(({ name }) => /_rules$|^verification_|^calendar_|^districts$/.test(name));
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(({ held }) => held !== 'SELECT')).toEqual([]);
  });

  it('holds of each other table what its kind needs, and of a new one no more', () => {
    const unexpected = tables.filter(({ name, held, refuses }) => {
      if (name in LESS) return held !== LESS[name as keyof typeof LESS];
      const most = ['SELECT', 'INSERT', 'UPDATE', ...(DELETED_FROM.includes(name) ? ['DELETE'] : [])];
      const allowed = most.filter((privilege) => !refuses.includes(privilege)).join(' ');
      return held !== allowed && held !== 'SELECT';
    });
    expect(unexpected).toEqual([]);
    expect(heldOn('elevator_filings')).toBe('SELECT INSERT UPDATE');
  });

  it('uses sequences without setting them', async () => {
    const { rows } = await owner.query(
      `SELECT relname, has_sequence_privilege($1, oid, 'USAGE') AS uses, has_sequence_privilege($1, oid, 'UPDATE') AS sets
       FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`,
      [role],
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ uses, sets }) => !uses || sets)).toEqual([]);
  });

  it.each([
    'UPDATE record_history SET note = note',
    'DELETE FROM record_history',
    'TRUNCATE record_history',
    'ALTER TABLE record_history DISABLE TRIGGER ALL',
    'DROP TABLE record_history',
    `UPDATE audit_events SET what = 'nothing'`,
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'DELETE FROM audit_seals',
    'UPDATE audit_seals SET hash = hash',
    'DELETE FROM audit_anchors',
    `INSERT INTO audit_cuts VALUES (1000, 'x', now())`,
    'DELETE FROM audit_head',
    `INSERT INTO audit_unsealed VALUES (gen_random_uuid())`,
    'DELETE FROM ratings',
    'UPDATE elevator_fee_rules SET base_fen = 0',
    'DELETE FROM users',
    'CREATE TABLE own (id integer)',
    'CREATE FUNCTION own() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'CREATE SCHEMA own',
    'DROP TRIGGER record_history_append_only ON record_history',
    'SET session_replication_role = replica',
    'SET ROLE nqi',
    `SELECT setval('filing_number_seq', 1)`,
    'SELECT * FROM migrations',
  ])('is refused: %s', async (statement) => {
    const refusal = await application.query(statement).then(
      () => null,
      ({ code }: { code: string }) => code,
    );
    // insufficient_privilege
    expect(refusal).toBe('42501');
  });

  it('cannot set the end of the chain back', async () => {
    await application.query(`UPDATE audit_head SET seal_no = seal_no + 1`);
    await expect(application.query(`UPDATE audit_head SET seal_no = seal_no - 1`)).rejects.toThrow('only goes on');
  });
});
