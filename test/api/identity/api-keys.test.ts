import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, callerOf } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { until } from '../../support/until';

const KEYS = '/v1/api-keys';

describe('keys of a system', () => {
  let city: TestCity;
  let serial = 0;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const make = (scopes: string[], by: Caller = city.cast.contractor, facts: object = {}): Promise<Answer> =>
    by.post(KEYS, { name: `系统 ${++serial}`, scopes, expiresInDays: 30, ...facts });
  const systemOf = (key: string): Caller => callerOf(city.app, key);

  it('are shown once, and nothing of the secret is kept', async () => {
    const { status, body } = await make(['read'], city.cast.contractor, { expiresInDays: 365 });
    expect(status).toBe(201);
    expect(body.key).toMatch(/^nqi_[0-9a-f]{32}_[0-9a-f]{72}$/);
    expect(body).toMatchObject({ scopes: ['read'], createdById: city.cast.contractor.userId, lastUsedAt: null });
    const again = await city.cast.contractor.get(`${KEYS}/${body.id}`);
    expect(again.body).toEqual({ ...body, key: undefined });
    const [row] = await city.db.query('SELECT * FROM api_keys WHERE id = $1', [body.id]);
    expect(JSON.stringify(row)).not.toContain(body.key.slice(40, 104));
    const keyed = { 'idempotency-key': 'a-key' };
    const facts = { name: '幂等', scopes: ['read'], expiresInDays: 1 };
    expect((await city.cast.contractor.post(KEYS, facts, keyed)).status).toBe(201);
    expect(await city.db.query('SELECT 1 FROM idempotency_keys')).toEqual([]);
    const repeated = await city.cast.contractor.post(KEYS, facts, keyed);
    expect(repeated.body.code).toBe('identity.key_name_taken');
  });

  it('act for whoever made them, within their scopes, and history tells which key it was', async () => {
    const { key, id } = (await make(['read', 'filings:write'])).body;
    const system = systemOf(key);
    const device = await given(city).elevator();
    const filed = await system.post('/v1/elevator-filings', { elevatorId: device.id, requestedOn: TODAY });
    expect(filed.status).toBe(201);
    expect((await system.get(`/v1/elevator-filings/${filed.body.id}`)).status).toBe(200);
    const { items } = (await city.cast.contractor.get(`/v1/elevator-filings/${filed.body.id}/history`)).body;
    expect(items[0]).toMatchObject({ actorId: city.cast.contractor.userId, details: { apiKeyId: id } });
    const foreign = await systemOf((await make(['read'], city.cast.hospital)).body.key).get(
      `/v1/elevator-filings/${filed.body.id}`,
    );
    expect(foreign.status).toBe(404);
    const elsewhere = { 'x-organisation-id': city.cast.userUnit.organisationId };
    expect((await system.get('/v1/elevator-filings', elsewhere)).body.code).toBe('access.not_a_member');
  });

  it('are refused beyond their scopes, and everywhere a person has to decide', async () => {
    const reading = systemOf((await make(['read'])).body.key);
    const written = await reading.post('/v1/elevator-filings', {});
    expect(written.body).toMatchObject({ status: 403, code: 'access.key_scope', needed: ['filings:write'] });
    const writing = systemOf((await make(['filings:write'])).body.key);
    expect((await writing.get('/v1/elevator-filings')).body).toMatchObject({
      code: 'access.key_scope',
      needed: ['read'],
    });
    const all = { scopes: ['read', 'filings:write', 'results:write', 'orders:write'], by: city.cast.admin };
    const clerks = systemOf((await make(all.scopes, all.by)).body.key);
    const id = '01890000-0000-7000-8000-000000000000';
    for (const path of [KEYS, '/v1/memberships', `/v1/reports/${id}/check`, `/v1/reports/${id}/approval`]) {
      expect((await clerks.post(path, {})).body.code).toBe('access.not_for_keys');
    }
    for (const path of [KEYS, '/v1/me', '/v1/sessions', '/v1/memberships']) {
      expect((await clerks.get(path)).body.code).toBe('access.not_for_keys');
    }
    expect((await clerks.post(`/v1/elevator-filings/${id}/acceptance`)).body.code).toBe('access.not_for_keys');
  });

  it('end within a second of revocation, rotation and expiry, and with the membership of their maker', async () => {
    const ends = (system: Caller): Promise<unknown> =>
      until(async () => (await system.get('/v1/elevators')).status === 401, 3_000);
    const [revoked, rotated, expired] = [
      (await make(['read'])).body,
      (await make(['read'])).body,
      (await make(['read'])).body,
    ];
    for (const { key } of [revoked, rotated, expired])
      expect((await systemOf(key).get('/v1/elevators')).status).toBe(200);
    expect((await city.cast.contractor.post(`${KEYS}/${revoked.id}/revocation`)).body.revokedAt).not.toBeNull();
    const { body } = await city.cast.contractor.post(`${KEYS}/${rotated.id}/rotation`);
    expect(body).toMatchObject({ id: rotated.id, rotatedAt: expect.any(String) });
    const past = `created_at = now() - interval '2 days', expires_at = now()`;
    await city.db.query(`UPDATE api_keys SET ${past} WHERE id = $1`, [expired.id]);
    for (const { key } of [revoked, rotated, expired]) await ends(systemOf(key));
    expect((await systemOf(body.key).get('/v1/elevators')).status).toBe(200);
    for (const { id } of [revoked, expired]) {
      expect((await city.cast.contractor.post(`${KEYS}/${id}/rotation`)).body.code).toBe('identity.key_over');
    }
  });

  it('say when and from where they were last used, at most once a minute', async () => {
    const { id, key } = (await make(['read'])).body;
    for (let n = 0; n < 3; n += 1) await systemOf(key).get('/v1/elevators');
    const used = (await city.cast.contractor.get(`${KEYS}/${id}`)).body;
    expect(used).toMatchObject({ lastUsedAt: expect.any(String), lastUsedAddress: '127.0.0.1' });
    await systemOf(key).get('/v1/elevators');
    expect((await city.cast.contractor.get(`${KEYS}/${id}`)).body.lastUsedAt).toBe(used.lastUsedAt);
  });

  it('belong to their organisation and its administrators', async () => {
    const { id } = (await make(['read'])).body;
    const { stranger, clerk, machineShopUser } = city.cast;
    expect((await stranger.get(`${KEYS}/${id}`)).status).toBe(404);
    expect((await stranger.post(`${KEYS}/${id}/revocation`)).status).toBe(404);
    expect((await stranger.get(KEYS)).body.items).toEqual([]);
    for (const one of [clerk, machineShopUser]) expect((await one.get(KEYS)).status).toBe(403);
  });

  it.each([
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['everything'] }, '/scopes'],
    [{ expiresInDays: 366 }, '/expiresInDays'],
    [{ expiresInDays: 0 }, '/expiresInDays'],
    [{ name: ' ' }, '/name'],
  ])('are not made of %j', async (facts, pointer) => {
    const { status, body } = await make(['read'], city.cast.contractor, facts);
    expect([status, body.errors[0].pointer]).toEqual([400, expect.stringContaining(pointer)]);
  });

  it('are twenty at most, however many are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => make(['read'], city.cast.hospital)));
    const [{ count }] = await city.db.query(
      `SELECT count(*)::int AS count FROM api_keys WHERE organisation_id = $1 AND revoked_at IS NULL`,
      [city.cast.hospital.organisationId],
    );
    expect(count).toBe(20);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'identity.too_many_keys',
      limit: 20,
    });
  });
});
