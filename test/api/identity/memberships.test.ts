import { startCity, type TestCity } from '../../support/city';
import { callerOf, type Caller, signIn } from '../../support/client';
import { until } from '../../support/until';

const MISSING = '0190a0b0-0000-7000-8000-000000000000';
let serial = 0;

function person(roles: string[], changes: object = {}): any {
  serial += 1;
  const phone = `1390002${String(serial).padStart(4, '0')}`;
  return { name: `新同事${serial}`, phone, password: 'long enough', roles, ...changes };
}

describe('the people of an organisation', () => {
  let city: TestCity;
  const add = async (who: Caller, roles: string[]): Promise<{ id: string; caller: Caller }> => {
    const body = person(roles);
    const answer = await who.post('/v1/memberships', body);
    expect(answer.status).toBe(201);
    return { id: answer.body.id, caller: await signIn(city.app, city.config, body.phone) };
  };
  const change = (who: Caller, id: string, roles: unknown, etag: string | undefined) =>
    who.patch(`/v1/memberships/${id}`, { roles }, etag ? { 'if-match': etag } : {});
  const membershipOf = async (who: Caller): Promise<any> => {
    const { body } = await city.cast.admin.get('/v1/memberships?limit=100');
    return body.items.find(({ userId }: { userId: string }) => userId === who.userId);
  };
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  describe('adding', () => {
    it('gives a colleague an account with several roles', async () => {
      const body = person(['org_clerk', 'finance']);
      const answer = await city.cast.admin.post('/v1/memberships', body);
      expect(answer).toMatchObject({ status: 201, headers: { etag: '"1"' } });
      const { organisationId } = city.cast.admin;
      expect(answer.body).toMatchObject({
        name: body.name,
        roles: ['org_clerk', 'finance'],
        organisationId,
        version: 1,
      });
      expect((await city.cast.admin.get(`/v1/memberships/${answer.body.id}`)).body).toEqual(answer.body);
      const token = await city.cast.nobody.post('/v1/auth/token', { phone: body.phone, password: body.password });
      expect(token.status).toBe(200);
    });

    it.each([
      ['an enterprise', 'userUnit', 'inspector'],
      ['an enterprise', 'contractor', 'operator'],
      ['an institution', 'admin', 'ent_admin'],
      ['an institution', 'admin', 'operator'],
      ['the platform', 'operator', 'regulator'],
    ] as const)('does not let %s (%s) give the role %s', async (_, who, role) => {
      expect(await city.cast[who].post('/v1/memberships', person([role]))).toMatchObject({
        status: 422,
        body: { code: 'identity.role_not_available', roles: [role] },
      });
    });

    it('says that the phone has an account', async () => {
      const answer = await city.cast.admin.post('/v1/memberships', person(['org_clerk'], { phone: '13800000020' }));
      expect(answer).toMatchObject({ status: 409, body: { code: 'identity.phone_taken' } });
    });

    it.each([
      ['no roles', { roles: [] }, '/roles', 'field.too_few'],
      ['an unknown role', { roles: ['king'] }, '/roles', 'field.not_allowed'],
      ['the same role twice', { roles: ['org_clerk', 'org_clerk'] }, '/roles', 'field.repeated'],
      ['a text for the roles', { roles: 'org_clerk' }, '/roles', 'field.wrong_type'],
      ['null for the roles', { roles: null }, '/roles', 'field.wrong_type'],
      ['another organisation', { organisationId: MISSING }, '/organisationId', 'field.unknown'],
      ['a name of 51 characters', { name: '名'.repeat(51) }, '/name', 'field.too_long'],
    ])('refuses %s', async (_, changes, pointer, code) => {
      const answer = await city.cast.admin.post('/v1/memberships', person(['org_clerk'], changes));
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    });

    it.each(['clerk', 'finance', 'inspector', 'nobody'] as const)('is not for the %s', async (who) => {
      const { status } = await city.cast[who].post('/v1/memberships', person(['org_clerk']));
      expect(status).toBe(who === 'nobody' ? 401 : 403);
    });

    it('adds a person once, however often the request is repeated at once', async () => {
      const body = person(['org_clerk']);
      const answers = await Promise.all(Array.from({ length: 5 }, () => city.cast.admin.post('/v1/memberships', body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    });
  });

  describe('reading', () => {
    it('shows an administrator the own people only', async () => {
      const { body } = await city.cast.userUnit.get('/v1/memberships');
      expect(body.items).toMatchObject([{ name: '物业经办人', organisationId: city.cast.userUnit.organisationId }]);
      expect(body.nextCursor).toBeNull();
      expect(JSON.stringify(body)).not.toMatch(/phone|password/i);
    });

    it('answers for another organisation’s person as for a missing one', async () => {
      const { id } = await membershipOf(city.cast.clerk);
      const foreign = await city.cast.userUnit.get(`/v1/memberships/${id}`);
      const missing = await city.cast.userUnit.get(`/v1/memberships/${MISSING}`);
      expect(foreign.status).toBe(404);
      const { traceId: _, instance: __, ...problem } = foreign.body;
      expect(missing.body).toMatchObject(problem);
      expect(Object.keys(missing.headers)).toEqual(Object.keys(foreign.headers));
    });
  });

  describe('changing roles', () => {
    it('takes effect within a second or so', async () => {
      const { id, caller } = await add(city.cast.admin, ['org_clerk']);
      expect((await caller.post('/v1/memberships', person(['org_clerk']))).status).toBe(403);
      const answer = await change(city.cast.admin, id, ['org_admin'], '"1"');
      expect(answer).toMatchObject({
        status: 200,
        body: { roles: ['org_admin'], version: 2 },
        headers: { etag: '"2"' },
      });
      const before = Date.now();
      await until(async () => (await caller.get(`/v1/memberships/${id}`)).body.roles?.includes('org_admin'), 3_000);
      await until(async () => (await caller.post('/v1/memberships', person(['org_clerk']))).status === 201, 3_000);
      expect(Date.now() - before).toBeLessThan(4_000);
      expect((await change(city.cast.admin, id, ['finance'], '"2"')).status).toBe(200);
      await until(async () => (await caller.get('/v1/memberships')).status === 403, 3_000);
    });

    it.each([
      ['no version', undefined, 428, 'precondition.required'],
      ['an old version', '"0"', 412, 'precondition.stale'],
      ['a version that is none', '"abc"', 412, 'precondition.stale'],
      ['any version', '*', 412, 'precondition.stale'],
      ['a version beyond all numbers', '"99999999999999999999"', 412, 'precondition.stale'],
    ])('refuses %s', async (_, etag, status, code) => {
      const { id } = await membershipOf(city.cast.clerk);
      expect(await change(city.cast.admin, id, ['org_clerk'], etag)).toMatchObject({ status, body: { code } });
    });

    it('lets one of two that saw the same version win', async () => {
      const { id } = await add(city.cast.admin, ['org_clerk']);
      const answers = await Promise.all([
        change(city.cast.admin, id, ['finance'], '"1"'),
        change(city.cast.admin, id, ['checker'], '"1"'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('does not reach into another organisation', async () => {
      const { id, roles } = await membershipOf(city.cast.clerk);
      expect((await change(city.cast.userUnit, id, ['ent_user'], '"1"')).status).toBe(404);
      expect((await membershipOf(city.cast.clerk)).roles).toEqual(roles);
    });

    it('gives only roles that the organisation has', async () => {
      const { id } = await membershipOf(city.cast.checker);
      const answer = await change(city.cast.admin, id, ['ent_user', 'checker'], '"1"');
      expect(answer).toMatchObject({ status: 422, body: { code: 'identity.role_not_available', roles: ['ent_user'] } });
    });

    it('keeps the last administrator', async () => {
      const { id } = (await city.cast.userUnit.get('/v1/memberships')).body.items[0];
      const answer = await change(city.cast.userUnit, id, ['ent_user'], '"1"');
      expect(answer).toMatchObject({ status: 409, body: { code: 'identity.last_admin' } });
      const { body } = await city.cast.userUnit.get(`/v1/memberships/${id}`);
      expect(body).toMatchObject({ roles: ['ent_admin'], version: 1 });
    });

    it('keeps one of two administrators who leave at once', async () => {
      const [first] = (await city.cast.contractor.get('/v1/memberships')).body.items;
      const second = await add(city.cast.contractor, ['ent_admin']);
      const holder = city.db.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT FROM memberships WHERE organisation_id = $1 FOR UPDATE', [
        city.cast.contractor.organisationId,
      ]);
      const leaving = [
        change(city.cast.contractor, first.id, ['ent_user'], '"1"'),
        change(second.caller, second.id, ['ent_user'], '"1"'),
      ];
      // Both have begun before either can go on.
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await until(async () => (await city.db.query(waiting)).length === 2);
      await holder.rollbackTransaction();
      await holder.release();
      const answers = await Promise.all(leaving);
      expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'identity.last_admin']);
      const rows = await city.db.query('SELECT roles FROM memberships WHERE organisation_id = $1', [
        city.cast.contractor.organisationId,
      ]);
      expect(rows.filter(({ roles }: { roles: string[] }) => roles.includes('ent_admin'))).toHaveLength(1);
    });
  });

  it('lets a signed-in person without any organisation see who they are, and act for nobody', async () => {
    const { id, caller } = await add(city.cast.admin, ['org_clerk']);
    await city.db.query('DELETE FROM memberships WHERE id = $1', [id]);
    await until(async () => (await caller.get('/v1/elevators')).status === 403, 3_000);
    expect((await caller.get('/v1/elevators')).body.code).toBe('access.not_a_member');
    expect((await caller.get('/v1/me')).body).toMatchObject({ organisationId: null, organisations: [] });
    expect((await callerOf(city.app, null).get('/v1/me')).status).toBe(401);
  });
});
