import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { startCity, type TestCity } from '../../support/city';
import { callerOf } from '../../support/client';
import { SmsGateway } from '../../support/sms-gateway';
import { until } from '../../support/until';

const CLERK = '13800000011';
const NOBODY = '13855556666';

describe('one-time codes', () => {
  const gateway = new SmsGateway();
  let city: TestCity;
  beforeAll(async () => {
    const url = await gateway.start();
    city = await startCity({
      ...{ SMS_PROVIDER: 'http', SMS_HTTP_URL: url, SMS_HTTP_TOKEN: 'token of the gateway', SMS_HTTP_TIMEOUT_MS: 500 },
    });
    await city.startWorker();
  });
  beforeEach(async () => {
    await city.db.query('DELETE FROM code_requests');
    await city.db.query('DELETE FROM sign_in_delays');
    await city.db.query('DELETE FROM one_time_codes');
    await city.db.query('DELETE FROM sms_budgets');
    gateway.forget();
  });
  afterAll(async () => {
    await city.close();
    await gateway.stop();
  });

  const post = async (url: string, payload: object, address = '203.0.113.7') => {
    const answer = await city.app.inject({ method: 'POST', url, payload, remoteAddress: address });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };
  const ask = (phone: string, { purpose = 'sign_in', address = '203.0.113.7' } = {}) =>
    post('/v1/auth/codes', { phone, purpose }, address);
  const signIn = (phone: string, code: string, address?: string) =>
    post('/v1/auth/code-sign-in', { phone, code }, address);
  const reset = (phone: string, code: string, newPassword = 'a brand new one') =>
    post('/v1/auth/password-reset', { phone, code, newPassword });
  const wrongFor = (code: string, step = 1): string => String((Number(code) + step) % 1_000_000).padStart(6, '0');
  /** Time passes for codes, limits and brakes. */
  const wait = async (seconds: number): Promise<void> => {
    const shift = `- make_interval(secs => ${seconds})`;
    await city.db.query(`UPDATE code_requests SET at = at ${shift}`);
    await city.db.query(`UPDATE one_time_codes SET expires_at = expires_at ${shift}`);
    await city.db.query(`UPDATE sign_in_delays SET held_until = held_until ${shift}, updated_at = updated_at ${shift}`);
  };
  const lastMessage = async (state: string) =>
    until(async () => {
      const [row] = await city.db.query('SELECT * FROM sms_messages ORDER BY id DESC LIMIT 1');
      return row?.state === state && row.sealed === null && row;
    });

  it('arrive by text message and sign in once', async () => {
    expect(await ask(CLERK)).toMatchObject({ status: 202, body: { expiresInSeconds: 300, nextInSeconds: 60 } });
    const code = await gateway.codeFor(CLERK);
    expect(code).toMatch(/^\d{6}$/);
    expect(gateway.asked[0]).toMatchObject({
      headers: { authorization: 'Bearer token of the gateway', 'idempotency-key': expect.any(String) },
      body: { template: 'sign_in_code', text: expect.stringContaining(code) },
    });
    const { status, body } = await signIn(CLERK, code);
    expect({ status, tokenType: body.tokenType }).toEqual({ status: 200, tokenType: 'Bearer' });
    expect((await callerOf(city.app, body.accessToken).get('/v1/me')).body.id).toBe(city.cast.clerk.userId);
    expect(await signIn(CLERK, code)).toMatchObject({ status: 401, body: { code: 'access.bad_code' } });
  });

  it('are sent once at most for a phone that somebody has, never for one that nobody has, and both are told the same', async () => {
    const [known, unknown] = [await ask(CLERK), await ask(NOBODY)];
    const { 'x-request-id': _one, date: _oneDate, ...headers } = known.headers;
    const { 'x-request-id': _other, date: _otherDate, ...otherHeaders } = unknown.headers;
    expect({ ...unknown, headers: otherHeaders }).toEqual({ ...known, headers });
    expect((await ask(NOBODY)).body.code).toBe((await ask(CLERK)).body.code);
    await lastMessage('ready');
    await gateway.codeFor(CLERK);
    expect(gateway.asked.map(({ body }) => body.phone)).toEqual([CLERK]);
    const bad = await signIn(NOBODY, '123456');
    expect(bad).toMatchObject({ status: 401, body: { code: 'access.bad_code' } });
  });

  it('do not stand in for the second factor, neither to sign in nor by way of a new password', async () => {
    const [contractor, password] = ['13800000021', 'a password by code'];
    await city.db.query(`INSERT INTO second_factors (user_id, sealed_secret, confirmed_at) VALUES ($1, '', now())`, [
      city.cast.contractor.userId,
    ]);
    await ask(contractor);
    const signedIn = await signIn(contractor, await gateway.codeFor(contractor));
    expect(signedIn).toMatchObject({ status: 401, body: { code: 'access.second_factor_needed' } });
    await wait(61);
    await ask(contractor, { purpose: 'reset_password' });
    expect((await reset(contractor, await gateway.codeFor(contractor, 2), password)).status).toBe(200);
    const answer = await post('/v1/auth/token', { phone: contractor, password });
    expect(answer).toMatchObject({ status: 401, body: { code: 'access.second_factor_needed' } });
  });

  it('stand nowhere in clear', async () => {
    await ask(CLERK);
    const queued = JSON.stringify(await city.db.query('SELECT * FROM sms_messages'));
    const code = await gateway.codeFor(CLERK);
    const message = await lastMessage('ready');
    expect(message).toMatchObject({ recipient: '138****0011', provider: 'http', failure_code: null });
    expect(message).toMatchObject({ provider_reference: `sms-${message.id}`, sent_at: expect.any(Date) });
    const tables = ['sms_messages', 'one_time_codes', 'code_requests'];
    const texts = await Promise.all(tables.map((table) => city.db.query(`SELECT * FROM ${table}`)));
    const all = `${queued}${JSON.stringify(texts)}`;
    expect(all).not.toContain(CLERK);
    expect(all).not.toContain(`"${code}"`);
  });

  it('are dead after five wrong tries, even for the right one', async () => {
    await ask(CLERK);
    const code = await gateway.codeFor(CLERK);
    for (let step = 1; step <= 5; step += 1) {
      expect((await signIn(CLERK, wrongFor(code, step))).body.code).toBe('access.bad_code');
    }
    expect(await signIn(CLERK, code)).toMatchObject({ status: 401, body: { code: 'access.bad_code' } });
  });

  it('are guessed at five times at most by two hundred at once from many addresses', async () => {
    await ask(CLERK);
    const code = await gateway.codeFor(CLERK);
    await Promise.all(
      Array.from({ length: 200 }, (_, step) => signIn(CLERK, wrongFor(code, step + 1), `198.51.100.${step}`)),
    );
    const [row] = await city.db.query(`SELECT tries, used_at FROM one_time_codes`);
    expect(row).toEqual({ tries: 5, used_at: null });
    await city.db.query('DELETE FROM sign_in_delays');
    expect((await signIn(CLERK, code)).status).toBe(401);
  });

  it('sign in once when twenty present the right one at once', async () => {
    await ask(CLERK);
    const code = await gateway.codeFor(CLERK);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => signIn(CLERK, code, `198.51.100.${at}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('hold five minutes, and the newest alone holds', async () => {
    await ask(CLERK);
    const first = await gateway.codeFor(CLERK);
    await wait(61);
    await ask(CLERK);
    const second = await gateway.codeFor(CLERK, 2);
    if (first !== second) expect((await signIn(CLERK, first)).status).toBe(401);
    await wait(301);
    expect((await signIn(CLERK, second)).status).toBe(401);
  });

  it('are good for what they were asked for', async () => {
    await ask(CLERK, { purpose: 'reset_password' });
    const code = await gateway.codeFor(CLERK);
    expect((await signIn(CLERK, code)).status).toBe(401);
    await wait(61);
    await ask(CLERK);
    expect((await reset(CLERK, await gateway.codeFor(CLERK, 2))).status).toBe(401);
  });

  it('brake whoever guesses on', async () => {
    await ask(CLERK);
    for (let count = 0; count < 6; count += 1) await signIn(CLERK, '000000');
    const held = await signIn(CLERK, '000000');
    expect(held).toMatchObject({ status: 429, body: { code: 'access.slowed_down' } });
    expect(held.headers['retry-after']).toBe('1');
  });

  describe('cost money, so', () => {
    const TOO_SOON = { status: 429, body: { code: 'access.code_too_soon' } };

    it('a phone gets one a minute, five an hour, ten a day', async () => {
      await ask(CLERK);
      const held = await ask(CLERK);
      expect(held).toMatchObject(TOO_SOON);
      expect(Number(held.headers['retry-after'])).toBeGreaterThan(55);
      for (let count = 1; count < 5; count += 1) {
        await wait(60);
        expect((await ask(CLERK)).status).toBe(202);
      }
      await wait(60);
      const hour = await ask(CLERK);
      expect(hour).toMatchObject(TOO_SOON);
      expect(Number(hour.headers['retry-after'])).toBeGreaterThan(3_200);
      await wait(3_600);
      for (let count = 5; count < 10; count += 1) {
        expect((await ask(CLERK)).status).toBe(202);
        await wait(60);
      }
      await wait(3_600);
      const day = await ask(CLERK);
      expect(day).toMatchObject(TOO_SOON);
      expect(Number(day.headers['retry-after'])).toBeGreaterThan(70_000);
      await wait(86_400);
      expect((await ask(CLERK)).status).toBe(202);
    });

    it('one of forty who ask at once gets it', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => ask(CLERK)));
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
      expect(answers.filter(({ status }) => status !== 202).every(({ status }) => status === 429)).toBe(true);
    });

    it('an address gets thirty an hour, whoever they are for', async () => {
      for (let count = 0; count < 30; count += 1) expect((await ask(`138777700${10 + count}`)).status).toBe(202);
      expect(await ask(CLERK)).toMatchObject(TOO_SOON);
      expect((await ask(CLERK, { address: '198.51.100.1' })).status).toBe(202);
    });
  });

  it.each([
    ['no mainland mobile', { phone: '8613800138001', purpose: 'sign_in' }, ['/phone']],
    ['a purpose of nobody', { phone: CLERK, purpose: 'win' }, ['/purpose']],
    ['nothing', {}, ['/phone', '/purpose']],
    ['too much', { phone: CLERK, purpose: 'sign_in', text: 'buy!' }, ['/text']],
  ])('are refused for %s', async (_, body, pointers) => {
    const answer = await post('/v1/auth/codes', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer }: any) => pointer).sort()).toEqual(pointers);
  });

  it('reset a password, end every session, and leave the old password behind', async () => {
    const { body } = await post('/v1/auth/token', { phone: '13800000012', password: DEMO_PASSWORD });
    await ask('13800000012', { purpose: 'reset_password' });
    const code = await gateway.codeFor('13800000012');
    expect((await reset('13800000012', wrongFor(code))).body.code).toBe('access.bad_code');
    expect(await reset('13800000012', code)).toMatchObject({ status: 200, body: { endedSessions: 2 } });
    expect((await reset('13800000012', code)).status).toBe(401);
    await until(async () => (await callerOf(city.app, body.accessToken).get('/v1/me')).status === 401);
    expect((await post('/v1/auth/token', { phone: '13800000012', password: DEMO_PASSWORD })).status).toBe(401);
    expect((await post('/v1/auth/token', { phone: '13800000012', password: 'a brand new one' })).status).toBe(200);
  });

  it('of a phone that nobody has reset nothing', async () => {
    await ask(NOBODY, { purpose: 'reset_password' });
    expect(await reset(NOBODY, '123456')).toMatchObject({ status: 401, body: { code: 'access.bad_code' } });
  });
});
