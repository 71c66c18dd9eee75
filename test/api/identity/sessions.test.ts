import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createLogger } from '@nqi/shared/logging';
import jwt from 'jsonwebtoken';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { createApi } from '../../../apps/api/src/http.setup';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, callerOf } from '../../support/client';
import { until } from '../../support/until';

const CLERK = '13800000011';

describe('sessions', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  const refresh = (refreshToken: unknown): Promise<Answer> =>
    city.cast.nobody.post('/v1/auth/refresh', { refreshToken });
  const signIn = async (agent = 'a test'): Promise<{ body: any; caller: Caller }> => {
    const headers = { 'user-agent': agent };
    const { body } = await city.cast.nobody.post('/v1/auth/token', { phone: CLERK, password: DEMO_PASSWORD }, headers);
    return { body, caller: callerOf(city.app, body.accessToken) };
  };
  const sessionIdOf = (token: string): string => (jwt.decode(token) as { sid: string }).sid;
  /** Moves the last rotation into the past, beyond the grace. */
  const forgetGrace = (id: string): Promise<unknown> =>
    city.db.query(`UPDATE sessions SET rotated_at = rotated_at - interval '11 seconds' WHERE id = $1`, [id]);

  it('goes on with a refresh token, each used once', async () => {
    const { body: first } = await signIn();
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 1800 } });
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(sessionIdOf(second.body.accessToken)).toBe(sessionIdOf(first.accessToken));
    expect((await callerOf(city.app, second.body.accessToken).get('/v1/me')).body.id).toBe(city.cast.clerk.userId);
    expect((await refresh(second.body.refreshToken)).status).toBe(200);
  });

  it('keeps hashes only', async () => {
    const { body } = await signIn();
    const [, secret] = body.refreshToken.split('.');
    const rows = await city.db.query('SELECT row_to_json(s)::text AS text FROM sessions s');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }: { text: string }) => text.includes(secret))).toEqual([]);
  });

  it('answers fifty refreshes at once with one and the same successor', async () => {
    const { body } = await signIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(body.refreshToken)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const tokens = new Set(answers.map((answer) => answer.body.refreshToken));
    expect(tokens.size).toBe(1);
    expect((await refresh([...tokens][0])).status).toBe(200);
  });

  it('ends the whole family when an old token comes back after the grace', async () => {
    const { body: first, caller } = await signIn();
    const { body: second } = await refresh(first.refreshToken);
    await forgetGrace(sessionIdOf(first.accessToken));
    expect(await refresh(first.refreshToken)).toMatchObject({ status: 401, body: { code: 'access.refresh_reused' } });
    expect(await refresh(second.refreshToken)).toMatchObject({ status: 401, body: { code: 'access.session_over' } });
    await until(async () => (await caller.get('/v1/me')).status === 401);
  });

  it('ends it at once for a token before the last one', async () => {
    const { body: first } = await signIn();
    const { body: second } = await refresh(first.refreshToken);
    await refresh(second.refreshToken);
    expect((await refresh(first.refreshToken)).body.code).toBe('access.refresh_reused');
  });

  it.each([
    ['nothing of ours', 'nonsense'],
    ['an unknown session', `01900000-0000-7000-8000-000000000000.${'a'.repeat(43)}`],
    ['no UUID', `${'-'.repeat(36)}.${'a'.repeat(43)}`],
  ])('says that the session is over for %s', async (_, token) => {
    expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'access.session_over' } });
  });

  it.each([[null], [7], ['x'.repeat(101)], [undefined]])(
    'names a refresh token of the wrong shape: %j',
    async (token) => {
      const answer = await refresh(token);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/refreshToken' }] } });
    },
  );

  it('does not refresh a session that was not used for thirty days', async () => {
    const { body, caller } = await signIn();
    await city.db.query('UPDATE sessions SET expires_at = now() WHERE id = $1', [sessionIdOf(body.accessToken)]);
    expect((await refresh(body.refreshToken)).body.code).toBe('access.session_over');
    expect((await caller.get('/v1/me')).status).toBe(401);
  });

  it('lists where I am signed in, nobody else, and signs out here within a second', async () => {
    const [here, there] = [await signIn('phone'), await signIn('desk')];
    const { items } = (await here.caller.get('/v1/sessions')).body;
    const mine = items.filter(({ userAgent }: any) => ['phone', 'desk'].includes(userAgent));
    expect(mine.map(({ userAgent, isCurrent }: any) => [userAgent, isCurrent])).toEqual([
      ['desk', false],
      ['phone', true],
    ]);
    const others = (await city.cast.admin.get('/v1/sessions')).body.items.map(({ id }: any) => id);
    expect(others).not.toContain(sessionIdOf(here.body.accessToken));

    expect((await here.caller.post('/v1/sessions/sign-out')).status).toBe(200);
    const since = Date.now();
    await until(async () => (await here.caller.get('/v1/me')).status === 401);
    expect(Date.now() - since).toBeLessThan(1_500);
    expect((await refresh(here.body.refreshToken)).body.code).toBe('access.session_over');
    expect((await there.caller.get('/v1/me')).status).toBe(200);
  });

  it('signs out another device of mine, and not one of somebody else', async () => {
    const [here, there] = [await signIn(), await signIn()];
    const id = sessionIdOf(there.body.accessToken);
    expect((await city.cast.admin.post(`/v1/sessions/${id}/revocation`)).body.code).toBe('record.not_found');
    expect((await there.caller.get('/v1/me')).status).toBe(200);
    expect((await here.caller.post(`/v1/sessions/${id}/revocation`)).status).toBe(200);
    expect((await here.caller.post(`/v1/sessions/${id}/revocation`)).status).toBe(200);
    await until(async () => (await there.caller.get('/v1/me')).status === 401);
  });

  it('signs out everywhere', async () => {
    const sessions = [await signIn(), await signIn(), await signIn()];
    expect((await sessions[0]?.caller.post('/v1/sessions/revocation'))?.status).toBe(200);
    for (const { body, caller } of sessions) {
      await until(async () => (await caller.get('/v1/me')).status === 401);
      expect((await refresh(body.refreshToken)).status).toBe(401);
    }
  });

  it('lets a retired key verify until its tokens have expired, publishes both, and forgets it when it is taken away', async () => {
    const { body } = await signIn();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const retired = createPublicKey(city.config.JWT_PRIVATE_KEY).export({ type: 'spki', format: 'pem' }) as string;
    const rotated = {
      ...city.config,
      JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      JWT_RETIRED_KEYS: retired,
    };
    const statusAfter = async (config: typeof rotated): Promise<{ status: number; keys: number }> => {
      const app = await createApi(config, createLogger('silent', 'test'));
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      const { status } = await callerOf(app, body.accessToken).get('/v1/me');
      const { keys } = (await callerOf(app, null).get('/v1/auth/keys')).body;
      expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String) });
      expect(keys.filter((key: object) => 'd' in key)).toEqual([]);
      await app.close();
      return { status, keys: keys.length };
    };
    expect(await statusAfter(rotated)).toEqual({ status: 200, keys: 2 });
    expect(await statusAfter({ ...rotated, JWT_RETIRED_KEYS: '' })).toEqual({ status: 401, keys: 1 });
  });
});
