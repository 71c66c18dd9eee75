import { UserService } from '@nqi/platform/identity';
import { createLogger } from '@nqi/shared/logging';
import type { FastifyInstance } from 'fastify';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { createApi } from '../../../apps/api/src/http.setup';
import { testConfig } from '../../support/city';
import { callerOf, openSession, tokenOf } from '../../support/client';
import { cloneDatabase, type TestDatabase } from '../../support/database';

const PERSON = '13800000011';

/** Statements that fail as bad input makes them fail, with somebody's phone number in them. */
const FAILURES: [sqlState: string, sql: string, status: number, code: string][] = [
  ['22P02', `SELECT 'x${PERSON}'::int`, 400, 'request.unstorable'],
  ['22003', `SELECT ${PERSON}::smallint`, 400, 'request.unstorable'],
  ['22001', `SELECT * FROM jsonb_to_record('{"a": "${PERSON}"}') AS x (a varchar(3))`, 400, 'request.unstorable'],
  ['22007', `SELECT 'x${PERSON}'::date`, 400, 'request.unstorable'],
  ['22008', `SELECT '2026-02-30'::date`, 400, 'request.unstorable'],
  ['22021', `SELECT convert_from('\\x00', 'UTF8')`, 400, 'request.unstorable'],
  ['22P05', `SELECT '{"phone":"${PERSON}\\u0000"}'::jsonb->>'phone'`, 400, 'request.unstorable'],
  ['23502', `INSERT INTO users (id, phone) VALUES (gen_random_uuid(), 'v1.${PERSON}')`, 422, 'record.refused_value'],
  [
    '23503',
    `INSERT INTO memberships (id, user_id, organisation_id, roles, created_at, updated_at)
             SELECT gen_random_uuid(), gen_random_uuid(), id, '{ent_user}', now(), now() FROM organisations LIMIT 1`,
    422,
    'record.unknown_reference',
  ],
  ['23514', `UPDATE memberships SET roles = '{${PERSON}}'`, 422, 'record.refused_value'],
  [
    '23505',
    `INSERT INTO users (id, state, name, phone, phone_index, password_hash, created_at, updated_at)
             SELECT gen_random_uuid(), 'active', 'x', 'v1.${PERSON}', phone_index, 'x', now(), now() FROM users LIMIT 1`,
    409,
    'record.duplicate',
  ],
  ['57014', `SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(1)`, 503, 'request.busy'],
  ['42P01', `SELECT '${PERSON}' FROM no_such_table`, 500, 'service.fault'],
];

describe('the log', () => {
  const lines: string[] = [];
  let database: TestDatabase;
  let app: Awaited<ReturnType<typeof createApi>>;
  let db: DataSource;
  const config = () => testConfig(database.url);
  beforeAll(async () => {
    database = await cloneDatabase();
    app = await createApi(config(), createLogger('debug', 'api', { write: (line) => void lines.push(line) }));
    db = app.get(DataSource);
    const server: FastifyInstance = app.getHttpAdapter().getInstance();
    // Stands for a route whose checks are too lax: it takes a statement's failure through the real filter.
    server.get('/failing/:index', async (request) => db.query(FAILURES[Number((request.params as any).index)][1]));
    await app.init();
    await server.ready();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  beforeEach(() => {
    lines.length = 0;
  });
  const entries = (): any[] => lines.map((line) => JSON.parse(line));

  it.each(FAILURES.map(([sqlState, , status, code], index) => [sqlState, status, code, index] as const))(
    'turns SQLSTATE %s into %i and says nothing of people',
    async (sqlState, status, code, index) => {
      const answer = await callerOf(app, null).get(`/failing/${index}`);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(answer.headers['content-type']).toContain('problem+json');
      expect(JSON.stringify(answer.body)).not.toContain(PERSON);
      expect(lines.join()).not.toContain(PERSON);
      const note = entries().find(({ level }) => level >= 40);
      if (status >= 500)
        expect(note).toMatchObject({ level: 50, requestId: answer.body.traceId, err: { code: sqlState } });
      else if (status !== 409) {
        expect(note).toMatchObject({
          level: 40,
          sqlState,
          msg: 'bad input reached the database',
          route: '/failing/:index',
        });
      }
    },
  );

  it('keeps where a fault was thrown', async () => {
    await callerOf(app, null).get(`/failing/${FAILURES.length - 1}`);
    const [{ err }] = entries().filter(({ level }) => level === 50);
    expect(err).toMatchObject({ type: 'QueryFailedError', message: 'relation "no_such_table" does not exist' });
    expect(err.at.join()).toMatch(/\.(ts|js):\d+:\d+/);
    expect(Object.keys(err).sort()).toEqual(['at', 'code', 'message', 'type']);
  });

  it('has one line for a request: id, route, status, time, and who by id only', async () => {
    const userId = String((await app.get(UserService).byPhone(PERSON))?.id);
    await openSession(db, userId);
    const caller = callerOf(app, tokenOf(config(), userId));
    await caller.get(`/v1/organisations?q=${encodeURIComponent('物业')}`, { 'x-request-id': 'trace-7' });
    const { time, ms, ...entry } = entries().find(({ msg }) => msg === 'request');
    expect(entry).toEqual({
      ...{ level: 30, name: 'api', msg: 'request', id: 'trace-7', userId },
      ...{ method: 'GET', route: '/v1/organisations', status: 200 },
    });
    expect(new Date(time).getFullYear()).toBeGreaterThan(2025);
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(lines.filter((line) => line.includes('trace-7'))).toHaveLength(1);
  });

  it('knows no phone, password, name or token of anybody', async () => {
    const nobody = callerOf(app, null);
    const { body: token } = await nobody.post('/v1/auth/token', { phone: PERSON, password: DEMO_PASSWORD });
    await nobody.post('/v1/auth/token', { phone: PERSON, password: 'a-wrong-password' });
    await callerOf(app, token.accessToken).get('/v1/me');
    const person = { name: '名字不入日志', phone: '13900040001', password: 'secret-in-body', roles: ['ent_user'] };
    await callerOf(app, token.accessToken).post('/v1/memberships?secret=in-query', person);
    await nobody.get(`/v1/nothing/${PERSON}`);
    const text = lines.join();
    expect(entries().filter(({ msg }) => msg === 'request').length).toBe(5);
    const secrets = [PERSON, DEMO_PASSWORD, 'a-wrong-password', person.name, person.phone, person.password];
    for (const secret of [...secrets, 'in-query', token.accessToken]) expect(text).not.toContain(secret);
  });
});
