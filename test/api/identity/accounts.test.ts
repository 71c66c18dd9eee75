import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { until } from '../../support/until';

const MISSING = '0190a0b0-0000-7000-8000-000000000000';
const REASON = { reason: '账号被他人使用' };

describe('accounts', () => {
  let city: TestCity;
  beforeEach(async () => {
    city = await startCity();
  });
  afterEach(() => city.close());

  const suspend = (who: keyof Cast, whom: keyof Cast): Promise<Answer> =>
    city.cast[who].post(`/v1/users/${city.cast[whom].userId}/suspension`, REASON);
  const reinstate = (whom: keyof Cast): Promise<Answer> =>
    city.cast.securityAdmin.post(`/v1/users/${city.cast[whom].userId}/reinstatement`, REASON);
  const signIn = (phone: string, password = DEMO_PASSWORD): Promise<Answer> =>
    city.cast.nobody.post('/v1/auth/token', { phone, password });

  it('are suspended at once, whatever tokens are about, and come back by a new sign-in', async () => {
    const { body: tokens } = await signIn('13800000011');
    expect((await city.cast.clerk.get('/v1/me')).status).toBe(200);
    const answer = await suspend('securityAdmin', 'clerk');
    expect(answer).toMatchObject({ status: 200, body: { state: 'suspended' } });
    expect(answer.body.openEvents).toEqual([
      { event: 'reinstate', href: `/v1/users/${city.cast.clerk.userId}/reinstatement` },
    ]);
    const began = Date.now();
    await until(async () => (await city.cast.clerk.get('/v1/me')).status === 401);
    expect(Date.now() - began).toBeLessThan(1_500);
    expect(await city.cast.nobody.post('/v1/auth/refresh', { refreshToken: tokens.refreshToken })).toMatchObject({
      status: 401,
      body: { code: 'access.session_over' },
    });
    expect(await signIn('13800000011')).toMatchObject({ status: 403, body: { code: 'access.suspended' } });
    expect(await signIn('13800000011', 'a wrong password')).toMatchObject({
      status: 401,
      body: { code: 'access.bad_credentials' },
    });

    expect(await reinstate('clerk')).toMatchObject({ status: 200, body: { state: 'active' } });
    expect((await city.cast.clerk.get('/v1/me')).status).toBe(401);
    expect((await signIn('13800000011')).status).toBe(200);
    const { body: timeline } = await city.cast.securityAdmin.get(`/v1/users/${city.cast.clerk.userId}/history`);
    expect(timeline.items.map(({ event }: { event: string }) => event)).toEqual(['enter', 'suspend', 'reinstate']);
    expect(timeline.items[1]).toMatchObject({ actorId: city.cast.securityAdmin.userId, note: REASON.reason });
  });

  it('refuse a session that is begun although its person is suspended', async () => {
    await suspend('securityAdmin', 'clerk');
    await city.db.query('UPDATE sessions SET ended_at = NULL, end_reason = NULL');
    await until(async () => (await city.cast.clerk.get('/v1/me')).status === 401);
    expect((await city.cast.finance.get('/v1/me')).status).toBe(200);
  });

  it('are guarded by the security administrator alone, who cannot lock the own door', async () => {
    for (const who of ['operator', 'systemAdmin', 'auditAdmin', 'admin', 'userUnit', 'regulator'] as const) {
      expect(await suspend(who, 'clerk')).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
      expect((await city.cast[who].get('/v1/users')).status).toBe(403);
    }
    expect(await suspend('nobody', 'clerk')).toMatchObject({ status: 401 });
    expect(await suspend('securityAdmin', 'securityAdmin')).toMatchObject({
      status: 403,
      body: { code: 'workflow.not_a_party' },
    });
    expect(await city.cast.securityAdmin.post(`/v1/users/${MISSING}/suspension`, REASON)).toMatchObject({
      status: 404,
      body: { code: 'record.not_found' },
    });
    expect((await city.cast.clerk.get('/v1/me')).status).toBe(200);
  });

  it('are suspended once when two ask at once, and want a reason', async () => {
    const answers = await Promise.all([suspend('securityAdmin', 'clerk'), suspend('securityAdmin', 'clerk')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await reinstate('userUnit')).toMatchObject({ status: 409, body: { code: 'workflow.wrong_state' } });
    const path = `/v1/users/${city.cast.userUnit.userId}/suspension`;
    expect(await city.cast.securityAdmin.post(path, { reason: '' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/reason' }] },
    });
  });

  it('are listed with where their people belong, without their phones', async () => {
    const { organisationId, userId } = city.cast.clerk;
    const { status, body } = await city.cast.securityAdmin.get(`/v1/users?limit=100&organisationId=${organisationId}`);
    expect(status).toBe(200);
    expect(body.items).toHaveLength(7);
    const clerk = body.items.find(({ id }: { id: string }) => id === userId);
    expect(clerk).toMatchObject({ state: 'active', organisations: [{ id: organisationId, roles: ['org_clerk'] }] });
    expect(JSON.stringify(body)).not.toMatch(/1380000\d{4}/);
    const { body: first } = await city.cast.securityAdmin.get('/v1/users?limit=2');
    const { body: second } = await city.cast.securityAdmin.get(`/v1/users?limit=2&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size).toBe(4);
  });
});
