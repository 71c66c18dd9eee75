import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import jwt, { type SignOptions } from 'jsonwebtoken';
import type { Config } from '@nqi/shared/config';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { SigningKeys } from '../../../libs/platform/identity/src/access/signing-keys';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, callerOf, tokenOf } from '../../support/client';
import { until } from '../../support/until';

const CLERK = '13800000011';

/** A refusal without what belongs to one request. */
function refusal({ status, body, headers }: Answer): unknown {
  const { traceId, ...problem } = body;
  expect(traceId).toBe(headers['x-request-id']);
  return { status, problem, headers: Object.keys(headers).sort() };
}

describe('signing in', () => {
  let city: TestCity;
  const signIn = (body: unknown) => city.cast.nobody.post('/v1/auth/token', body);
  const me = (authorization: string) => city.cast.nobody.get('/v1/me', { authorization });
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('gives a token that works and lives half an hour', async () => {
    const { status, body } = await signIn({ phone: CLERK, password: DEMO_PASSWORD });
    expect({ status, body }).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 1800 } });
    expect((await callerOf(city.app, body.accessToken).get('/v1/me')).body.id).toBe(city.cast.clerk.userId);
    const { exp = 0, iat = 0, ...claims } = jwt.decode(body.accessToken) as jwt.JwtPayload;
    expect(exp - iat).toBe(1800);
    expect(claims).toEqual({ sub: city.cast.clerk.userId, sid: expect.any(String), iss: 'nqi', aud: 'nqi-api' });
  });

  it('answers a wrong password and an unknown phone in the same words', async () => {
    const wrong = await signIn({ phone: CLERK, password: 'not the password' });
    const unknown = await signIn({ phone: '13899999999', password: 'not the password' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'access.bad_credentials' } });
    expect(refusal(unknown)).toEqual(refusal(wrong));
  });

  it.each([
    ['nothing', undefined, ['/phone', '/password']],
    ['no password', { phone: CLERK }, ['/password']],
    ['null', { phone: null, password: null }, ['/phone', '/password']],
    ['numbers', { phone: 13800000011, password: 12345678 }, ['/phone', '/password']],
    ['an operator instead of a text', { phone: { $ne: '' }, password: 'x' }, ['/phone']],
    ['too long', { phone: '1'.repeat(21), password: 'x'.repeat(129) }, ['/phone', '/password']],
    ['an unknown key', { phone: CLERK, password: DEMO_PASSWORD, roles: ['operator'] }, ['/roles']],
    ['a NUL character', { phone: `${CLERK}\0`, password: DEMO_PASSWORD }, ['/phone']],
    ['half a character', { phone: '\ud800', password: DEMO_PASSWORD }, ['/phone']],
  ])('names every wrong place of a body with %s', async (_, body, pointers) => {
    const answer = await signIn(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(pointers.sort());
  });

  describe('with a token that is not ours', () => {
    const attacks: [string, (facts: { key: KeyObject; publicPem: string; sub: string; kid: string }) => string][] = [
      ['unsigned', ({ sub }) => jwt.sign({ sub, iss: 'nqi', aud: 'nqi-api' }, '', { algorithm: 'none' })],
      ['signed with the public key as a password', ({ publicPem, sub }) => hs256(sub, publicPem)],
      ['signed as HS256 with the public key, naming our key', ({ publicPem, sub, kid }) => hs256(sub, publicPem, kid)],
      ['without the name of its key', ({ key, sub }) => es256(key, sub, { keyid: undefined })],
      ['with the name of an unknown key', ({ key, sub }) => es256(key, sub, { keyid: 'another' })],
      ['with a path for a name', ({ key, sub }) => es256(key, sub, { keyid: '../../dev/null' })],
      ['with a key of its own inside', ({ sub, kid }) => withOwnKey(sub, kid)],
      ['without a session', ({ key, sub, kid }) => jwt.sign({}, key, { ...CLAIMS, subject: sub, keyid: kid })],
      ['of a session of somebody else', ({ key, sub, kid }) => sessionOf(city.cast.clerk.userId, key, sub, kid)],
      ['expired', ({ key, sub }) => es256(key, sub, { expiresIn: -1 })],
      ['not yet valid', ({ key, sub }) => es256(key, sub, { notBefore: 60 })],
      ['for another audience', ({ key, sub }) => es256(key, sub, { audience: 'nqi-web' })],
      ['from another issuer', ({ key, sub }) => es256(key, sub, { issuer: 'somebody' })],
      ['signed with another key', ({ sub }) => es256(otherKey(), sub, {})],
      ['for somebody else by an altered payload', ({ key, sub }) => altered(es256(key, sub, {}))],
      ['without its signature', ({ key, sub }) => es256(key, sub, {}).replace(/[^.]+$/, '')],
      ['that is no token', () => 'nonsense'],
      ['of a megabyte', () => 'x'.repeat(1_000_000)],
      ['of a megabyte in three parts', ({ key, sub }) => es256(key, sub, {}).replace('.', `${'x'.repeat(1_000_000)}.`)],
      ['without a subject', ({ key, sub, kid }) => jwt.sign({ sid: sub }, key, { ...CLAIMS, keyid: kid })],
      ['for everybody by a list of subjects', ({ key, sub, kid }) => withClaims({ sub: [sub], sid: sub }, key, kid)],
      ['of a session that is no text', ({ key, sub, kid }) => withClaims({ sub, sid: { a: 1 } }, key, kid)],
      ['of a session that is no id', ({ key, sub, kid }) => withClaims({ sub, sid: "' OR 1=1" }, key, kid)],
    ];

    it.each(attacks)('refuses one that is %s', async (_, forge) => {
      const { key, publicPem } = keys(city);
      const { signingKid: kid } = new SigningKeys(city.config);
      const token = forge({ key, publicPem, kid, sub: city.cast.operator.userId });
      const before = Date.now();
      const answer = await me(`Bearer ${token}`);
      expect(answer).toMatchObject({ status: 401, body: { code: 'access.unauthenticated' } });
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(Date.now() - before).toBeLessThan(5_000);
    });

    it('answers all of them alike, in body and headers', async () => {
      const { key, publicPem } = keys(city);
      const { signingKid: kid } = new SigningKeys(city.config);
      const facts = { key, publicPem, kid, sub: city.cast.operator.userId };
      const answers = await Promise.all(attacks.map(([, forge]) => me(`Bearer ${forge(facts)}`)));
      const [first, ...others] = answers.map(refusal);
      for (const other of others) expect(other).toEqual(first);
    });

    it.each(['', 'Bearer', 'Bearer ', 'Basic MTM4MDAwMDAwMTE6eA=='])('refuses the header %j', async (header) => {
      expect((await me(header)).status).toBe(401);
    });

    it('takes one header for one token, so that variants of it fill no memory', async () => {
      const token = tokenOf(city.config, city.cast.clerk.userId);
      expect((await me(`bearer ${token}`)).status).toBe(200);
      expect((await me(`Bearer ${token} ${'x'.repeat(4_000)}`)).status).toBe(401);
    });
  });

  it('forgets a verified token when it expires', async () => {
    const token = es256(keys(city).key, city.cast.clerk.userId, { expiresIn: 2 });
    expect((await me(`Bearer ${token}`)).status).toBe(200);
    expect((await me(`Bearer ${token}`)).status).toBe(200);
    const { exp = 0 } = jwt.decode(token) as jwt.JwtPayload;
    await until(async () => (await me(`Bearer ${token}`)).status === 401);
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000);
    expect(Date.now()).toBeLessThan(exp * 1000 + 5_000);
  });

  it('asks for a token wherever it is needed', async () => {
    expect((await city.cast.nobody.get('/v1/me')).body.code).toBe('access.unauthenticated');
  });
});

function keys({ config }: TestCity): { key: KeyObject; publicPem: string } {
  const publicKey = createPublicKey(config.JWT_PRIVATE_KEY);
  return {
    key: config.JWT_PRIVATE_KEY as unknown as KeyObject,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

function otherKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

const CLAIMS = { algorithm: 'ES256', issuer: 'nqi', audience: 'nqi-api', expiresIn: 600 } as const;

/** Like a genuine one but for the changes: only they can be why it is refused. */
function es256(key: KeyObject, subject: string, changes: SignOptions): string {
  const { keyid = kidOf(key), ...others } = changes;
  const named = 'keyid' in changes && changes.keyid === undefined ? {} : { keyid };
  return jwt.sign({ sid: subject }, key, { ...CLAIMS, subject, ...others, ...named });
}

function kidOf(key: KeyObject): string {
  return new SigningKeys({ JWT_PRIVATE_KEY: pemOf(key), JWT_RETIRED_KEYS: '' } as Config).signingKid;
}

function pemOf(key: KeyObject | string): string {
  return typeof key === 'string' ? key : (key.export({ type: 'pkcs8', format: 'pem' }) as string);
}

/** RFC 7515 lets a token bring its key along; who believes it believes anybody. */
function withOwnKey(subject: string, keyid: string): string {
  const own = otherKey();
  const jwk = createPublicKey(own).export({ format: 'jwk' });
  return jwt.sign({ sid: subject }, own, { ...CLAIMS, subject, header: { alg: 'ES256', kid: keyid, jwk } as never });
}

/** Claims that only somebody with our key could sign; even then they must not come through as a fault. */
function withClaims(claims: object, key: KeyObject, kid: string): string {
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const payload = { iss: 'nqi', aud: 'nqi-api', exp, ...claims };
  const parts = [{ alg: 'ES256', typ: 'JWT', kid }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key: pemOf(key), dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}

function sessionOf(sid: string, key: KeyObject, subject: string, keyid: string): string {
  return jwt.sign({ sid }, key, { ...CLAIMS, subject, keyid });
}

/** jsonwebtoken refuses to make this one, so it is made by hand. */
function hs256(sub: string, secret: string, keyid?: string): string {
  const options = { algorithm: 'HS256', subject: sub, issuer: 'nqi', audience: 'nqi-api', expiresIn: 600 } as const;
  return jwt.sign({ sid: sub }, Buffer.from(secret), { ...options, ...(keyid && { keyid }) });
}

function altered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const other = { ...claims, sub: '00000000-0000-7000-8000-000000000000' };
  return [header, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.');
}
