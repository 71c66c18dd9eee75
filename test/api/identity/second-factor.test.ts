import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { codeOf } from '../../support/authenticator';
import { startCity, type TestCity } from '../../support/city';
import { type Caller, callerOf } from '../../support/client';
import { until } from '../../support/until';

const PHONES = { clerk: '13800000011', finance: '13800000012', checker: '13800000015', expert: '13800000052' };

describe('the second factor', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  beforeEach(async () => {
    await city.db.query('DELETE FROM sign_in_delays');
    await city.db.query('DELETE FROM second_factors');
  });
  afterAll(() => city.close());

  const enrol = async (who: Caller): Promise<{ secret: string; recovery: string[] }> => {
    const { body } = await who.post('/v1/me/second-factor', { password: DEMO_PASSWORD });
    const confirmed = await who.post('/v1/me/second-factor/confirmation', { code: codeOf(body.secret) });
    expect(confirmed.status).toBe(200);
    return { secret: body.secret, recovery: confirmed.body.codes };
  };
  /** The last used step passes, as half a minute would. */
  const nextStep = (): Promise<unknown> => city.db.query('UPDATE second_factors SET last_step = 0');
  const signIn = (phone: string) => city.cast.nobody.post('/v1/auth/token', { phone, password: DEMO_PASSWORD });
  const complete = (challenge: string, code: string) =>
    city.cast.nobody.post('/v1/auth/second-factor', { challenge, code });
  const BAD = { status: 403, body: { code: 'access.bad_second_factor' } };

  it('is asked for at sign-in once it is confirmed, not before', async () => {
    const { clerk } = city.cast;
    const { status, body } = await clerk.post('/v1/me/second-factor', { password: DEMO_PASSWORD });
    expect({ status, secret: body.secret }).toEqual({ status: 201, secret: expect.stringMatching(/^[A-Z2-7]{32}$/) });
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/NQI/);
    expect((await clerk.get('/v1/me/second-factor')).body).toMatchObject({ isActive: false, isPending: true });
    expect((await signIn(PHONES.clerk)).status).toBe(200);

    expect(await clerk.post('/v1/me/second-factor/confirmation', { code: '000000' })).toMatchObject(BAD);
    const { body: confirmed } = await clerk.post('/v1/me/second-factor/confirmation', { code: codeOf(body.secret) });
    expect(new Set(confirmed.codes).size).toBe(10);
    expect((await clerk.get('/v1/me/second-factor')).body).toMatchObject({
      ...{ isActive: true, isPending: false, recoveryCodesLeft: 10 },
    });

    const asked = await signIn(PHONES.clerk);
    expect(asked).toMatchObject({ status: 401, body: { code: 'access.second_factor_needed', expiresInSeconds: 300 } });
    expect(asked.body.accessToken).toBeUndefined();
    await nextStep();
    const done = await complete(asked.body.challenge, codeOf(body.secret));
    expect(done).toMatchObject({ status: 200, body: { tokenType: 'Bearer' } });
    expect((await callerOf(city.app, done.body.accessToken).get('/v1/me')).body.id).toBe(clerk.userId);
    await nextStep();
    expect(await complete(asked.body.challenge, codeOf(body.secret))).toMatchObject({
      ...{ status: 401, body: { code: 'access.challenge_over' } },
    });
  });

  it('takes a step before and after, no other, and each but once', async () => {
    const { secret } = await enrol(city.cast.clerk);
    await nextStep();
    const stepUp = (code: string) => city.cast.clerk.post('/v1/me/step-up', { code });
    for (const steps of [-3, 3]) expect(await stepUp(codeOf(secret, steps))).toMatchObject(BAD);
    expect((await stepUp(codeOf(secret, -1))).status).toBe(200);
    expect(await stepUp(codeOf(secret, -1))).toMatchObject(BAD);
    expect((await stepUp(codeOf(secret, 1))).status).toBe(200);
    expect(await stepUp(codeOf(secret, 0))).toMatchObject(BAD);
  });

  it('lets one of twenty in who present the same code at once', async () => {
    const { secret } = await enrol(city.cast.clerk);
    await nextStep();
    const { body } = await signIn(PHONES.clerk);
    const code = codeOf(secret);
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(body.challenge, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('brakes who guesses, whatever challenge they use, and lets in after the wait', async () => {
    const { secret } = await enrol(city.cast.clerk);
    await nextStep();
    const { body } = await signIn(PHONES.clerk);
    const guesses = await Promise.all(Array.from({ length: 40 }, () => complete(body.challenge, '000000')));
    expect(guesses.filter(({ status }) => status === 403).length).toBeLessThanOrEqual(6);
    const again = await signIn(PHONES.clerk);
    const held = await complete(again.body.challenge, codeOf(secret));
    expect(held).toMatchObject({ status: 429, body: { code: 'access.slowed_down' } });
    await city.db.query(`UPDATE sign_in_delays SET held_until = now() - interval '1 second'`);
    expect((await complete(again.body.challenge, codeOf(secret))).status).toBe(200);
  });

  it('counts guesses of a signed-in person under an Idempotency-Key, too', async () => {
    await enrol(city.cast.clerk);
    const guess = (at: number) =>
      city.cast.clerk.post(
        '/v1/me/step-up',
        { code: '000000' },
        { 'idempotency-key': `guess ${at}`.replace(' ', '-') },
      );
    const codes: string[] = [];
    for (let at = 0; at < 9; at += 1) codes.push((await guess(at)).body.code);
    expect(codes).toContain('access.slowed_down');
  });

  it('keeps secrets and recovery codes out of the tables, those of stored answers too', async () => {
    const { clerk } = city.cast;
    const headers = { 'idempotency-key': 'once' };
    const { body } = await clerk.post('/v1/me/second-factor', { password: DEMO_PASSWORD }, headers);
    const confirmation = { code: codeOf(body.secret) };
    const { body: confirmed } = await clerk.post('/v1/me/second-factor/confirmation', confirmation, headers);
    const tables = ['second_factors', 'recovery_codes', 'idempotency_keys'];
    const texts = await Promise.all(tables.map((table) => city.db.query(`SELECT * FROM ${table}`)));
    for (const secret of [body.secret, ...confirmed.codes]) expect(JSON.stringify(texts)).not.toContain(secret);
  });

  it('has recovery codes for who lost the app: each once, as people type them, replaced as a whole', async () => {
    const { recovery, secret } = await enrol(city.cast.clerk);
    const { body } = await signIn(PHONES.clerk);
    const [first = '', second = '', third = ''] = recovery;
    expect((await complete(body.challenge, first.toLowerCase().replace('-', ' '))).status).toBe(200);
    const again = await signIn(PHONES.clerk);
    expect(await complete(again.body.challenge, first)).toMatchObject(BAD);
    expect((await city.cast.clerk.get('/v1/me/second-factor')).body.recoveryCodesLeft).toBe(9);
    const fresh = await city.cast.clerk.post('/v1/me/second-factor/recovery-codes', { code: second });
    expect(fresh.body.codes).toHaveLength(10);
    expect(await complete(again.body.challenge, third)).toMatchObject(BAD);
    await nextStep();
    expect((await complete(again.body.challenge, codeOf(secret))).status).toBe(200);
  });

  it('is removed by its own code, and then not asked for', async () => {
    const { clerk } = city.cast;
    const { secret } = await enrol(clerk);
    expect(await clerk.post('/v1/me/second-factor', { password: DEMO_PASSWORD })).toMatchObject({
      ...{ status: 409, body: { code: 'access.second_factor_active' } },
    });
    expect(await clerk.post('/v1/me/second-factor/removal', { code: '000000' })).toMatchObject(BAD);
    await nextStep();
    expect((await clerk.post('/v1/me/second-factor/removal', { code: codeOf(secret) })).body).toEqual({
      ...{ isActive: false, isPending: false, confirmedAt: null, recoveryCodesLeft: 0 },
    });
    expect((await signIn(PHONES.clerk)).status).toBe(200);
  });

  it('needs the password to begin, and is nobody else’s', async () => {
    const { clerk, checker } = city.cast;
    expect(await clerk.post('/v1/me/second-factor', { password: 'not mine' })).toMatchObject({
      ...{ status: 403, body: { code: 'access.bad_password' } },
    });
    const { secret } = await enrol(clerk);
    await nextStep();
    expect(await checker.post('/v1/me/step-up', { code: codeOf(secret) })).toMatchObject({
      ...{ status: 403, body: { code: 'access.second_factor_missing' } },
    });
    expect((await signIn(PHONES.checker)).status).toBe(200);
  });

  it.each([
    ['/v1/me/step-up', { code: 7 }, '/code'],
    ['/v1/me/second-factor/confirmation', { code: '12345678' }, '/code'],
    ['/v1/me/second-factor', {}, '/password'],
  ])('names what is wrong with a body for %s', async (path, body, pointer) => {
    expect(await city.cast.clerk.post(path, body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('is not completed with a challenge of before a new password', async () => {
    const { secret } = await enrol(city.cast.expert);
    await nextStep();
    const { body } = await signIn(PHONES.expert);
    const change = { oldPassword: DEMO_PASSWORD, newPassword: 'another password' };
    expect((await city.cast.expert.post('/v1/me/password', change)).status).toBe(200);
    expect((await complete(body.challenge, codeOf(secret))).body.code).toBe('access.challenge_over');
  });
});

describe('a new password', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());
  const change = (oldPassword: string, newPassword: string, who = city.cast.finance) =>
    who.post('/v1/me/password', { oldPassword, newPassword });
  const signIn = (password: string) => city.cast.nobody.post('/v1/auth/token', { phone: PHONES.finance, password });

  it('needs the old one and a good new one', async () => {
    expect(await change('not mine', 'long enough')).toMatchObject({
      status: 403,
      body: { code: 'access.bad_password' },
    });
    expect(await change(DEMO_PASSWORD, DEMO_PASSWORD)).toMatchObject({ body: { code: 'access.same_password' } });
    expect((await change(DEMO_PASSWORD, 'short')).status).toBe(400);
    expect((await city.cast.nobody.post('/v1/me/password', {})).status).toBe(401);
  });

  it('signs out every other device, not this one', async () => {
    const { body } = await signIn(DEMO_PASSWORD);
    const other = callerOf(city.app, body.accessToken);
    expect((await other.get('/v1/me')).status).toBe(200);
    expect(await change(DEMO_PASSWORD, 'a new password')).toMatchObject({ status: 200, body: { endedSessions: 1 } });
    await until(async () => (await other.get('/v1/me')).status === 401);
    expect((await city.cast.finance.get('/v1/me')).status).toBe(200);
    expect((await city.cast.nobody.post('/v1/auth/refresh', { refreshToken: body.refreshToken })).status).toBe(401);
    expect((await signIn(DEMO_PASSWORD)).status).toBe(401);
    expect((await signIn('a new password')).status).toBe(200);
  });

  it('is not to be guessed at from a stolen session', async () => {
    const guesses = [];
    for (let at = 0; at < 9; at += 1) guesses.push((await change(`guess number ${at}`, 'long enough')).body.code);
    expect(guesses).toContain('access.slowed_down');
  });
});
