import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given } from '../../support/given';
import { givenHelp } from '../../support/given-help';
import { until } from '../../support/until';
import { colleague, enterpriseIn, freshPhone, freshUscc, nowhere, ok } from './given-organisations';

type Member = Caller & { membershipId: string };

describe('leaving an organisation', () => {
  let city: TestCity;
  const remove = (who: Caller, { membershipId }: { membershipId: string }, body: object = {}): Promise<Answer> =>
    who.post(`/v1/memberships/${membershipId}/removal`, body);
  const leave = (who: Member, body: object = {}): Promise<Answer> =>
    who.post(`/v1/memberships/${who.membershipId}/departure`, body);
  const membershipOf = async (who: Caller): Promise<Member> => {
    const { membershipId } = ok(await who.get('/v1/me')).organisations[0];
    return { ...who, membershipId };
  };
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('ends the access within a second, and keeps the row and the name', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await colleague(city, admin, ['ent_user']);
    expect((await person.get('/v1/elevators')).status).toBe(200);
    const answer = await remove(admin, person, { reason: '离职' });
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'ended', endedAt: expect.any(String), openEvents: [] },
    });
    const before = Date.now();
    await until(async () => (await person.get('/v1/elevators')).body.code === 'access.not_a_member', 3_000);
    expect(Date.now() - before).toBeLessThan(2_000);
    expect((await person.get('/v1/elevators', { 'x-organisation-id': admin.organisationId })).status).toBe(403);
    expect(ok(await person.get('/v1/me'))).toMatchObject({ organisationId: null, organisations: [] });
    const listed = async (query: string): Promise<unknown[]> =>
      ok(await admin.get(`/v1/memberships${query}`)).items.map(({ userId }: any) => userId);
    expect(await listed('')).toEqual([admin.userId]);
    expect(await listed('?state=ended')).toEqual([person.userId]);
    const history = await city.db.query(
      'SELECT event, note, actor_id FROM record_history WHERE record_id = $1 ORDER BY id',
      [person.membershipId],
    );
    expect(history.map(({ event }: any) => event)).toEqual(['join', 'remove']);
    expect(history[1]).toMatchObject({ note: '离职', actor_id: admin.userId });
  });

  it('is everybody’s own decision', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await colleague(city, admin, ['ent_user']);
    expect(ok(await leave(person))).toMatchObject({ state: 'ended' });
    expect((await leave(person)).status).toBe(409);
    expect(ok(await person.get(`/v1/memberships/${person.membershipId}`)).state).toBe('ended');
  });

  it('works with an empty request, too', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await colleague(city, admin, ['ent_user']);
    expect((await person.post(`/v1/memberships/${person.membershipId}/departure`)).status).toBe(200);
  });

  it.each([{ reason: 7 }, { reason: '由'.repeat(501) }, { endedAt: '2020-01-01' }])('refuses %j', async (body) => {
    const admin = await enterpriseIn(city, 'registered');
    expect((await remove(admin, await colleague(city, admin, ['ent_user']), body)).status).toBe(400);
  });

  it('is decided by nobody else', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await colleague(city, admin, ['ent_user']);
    const peer = await colleague(city, admin, ['ent_user']);
    const { operator, stranger, regulator, nobody } = city.cast;
    for (const who of [peer, operator, stranger, regulator, nobody]) {
      for (const route of ['removal', 'departure']) {
        const { status } = await who.post(`/v1/memberships/${person.membershipId}/${route}`, {});
        expect(who === nobody ? [401] : [403, 404]).toContain(status);
      }
    }
    // The administrator removes; to leave is the person's own.
    expect((await admin.post(`/v1/memberships/${person.membershipId}/departure`, {})).status).toBe(403);
    expect((await person.get('/v1/elevators')).status).toBe(200);
  });

  it('is not for the last administrator, and for one of two who leave at once', async () => {
    const admin = await membershipOf(await enterpriseIn(city, 'registered'));
    for (const answer of [await leave(admin), await remove(admin, admin)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'identity.last_admin', action: expect.any(String) } });
    }
    expect(ok(await admin.get(`/v1/memberships/${admin.membershipId}`)).state).toBe('active');
    const second = await colleague(city, admin, ['ent_admin']);
    const answers = await Promise.all([leave(admin), leave(second)]);
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'identity.last_admin']);
  });

  it('does not count those who have left as administrators', async () => {
    const admin = await membershipOf(await enterpriseIn(city, 'registered'));
    const second = await colleague(city, admin, ['ent_admin']);
    ok(await leave(second));
    expect((await leave(admin)).body.code).toBe('identity.last_admin');
    const change = await admin.patch(
      `/v1/memberships/${admin.membershipId}`,
      { roles: ['ent_user'] },
      { 'if-match': '"1"' },
    );
    expect(change.body.code).toBe('identity.last_admin');
    const ended = await admin.patch(
      `/v1/memberships/${second.membershipId}`,
      { roles: ['ent_user'] },
      { 'if-match': '"2"' },
    );
    expect(ended).toMatchObject({ status: 409, body: { code: 'identity.membership_over' } });
  });

  it('can be undone: who comes back belongs again, with the roles of the new membership', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const phone = freshPhone();
    const person = await nowhere(city, phone);
    const { id } = ok(await admin.post('/v1/invitations', { phone, roles: ['ent_admin'] }));
    ok(await person.post(`/v1/invitations/${id}/acceptance`));
    await until(async () => (await person.get('/v1/elevators')).status === 200, 3_000);
    ok(await leave(await membershipOf(person)));
    const again = ok(await admin.post('/v1/invitations', { phone, roles: ['ent_user'] })).id;
    ok(await person.post(`/v1/invitations/${again}/acceptance`));
    await until(async () => (await person.get('/v1/elevators')).status === 200, 3_000);
    const { organisations } = ok(await person.get('/v1/me'));
    expect(organisations).toMatchObject([{ id: admin.organisationId, roles: ['ent_user'] }]);
    // What they administered before is believed for a second more.
    await until(async () => (await person.get('/v1/invitations')).status === 403, 3_000);
  });

  it('leaves the records naming the person', async () => {
    const { cast } = city;
    const filer = await colleague(city, cast.contractor, ['ent_user']);
    const { id: elevatorId } = await given(city).elevator();
    const { id } = ok(await filer.post('/v1/elevator-filings', { elevatorId, requestedOn: '2026-03-02' }));
    ok(await filer.post(`/v1/elevator-filings/${id}/submission`));
    ok(await remove(cast.contractor, filer));
    const { items } = ok(await cast.contractor.get(`/v1/elevator-filings/${id}/history`));
    expect(items.some(({ actorId }: any) => actorId === filer.userId)).toBe(true);
    await until(async () => (await filer.get(`/v1/elevator-filings/${id}`)).status === 403, 3_000);
  });

  it('takes the licence of an inspector with it', async () => {
    const { admin } = city.cast;
    const inspector = await colleague(city, admin, ['inspector']);
    const licence = {
      scope: 'DT',
      certificateNo: `TS-${freshPhone().slice(4)}`,
      validFrom: '2026-01-01',
      validTo: '2029-12-31',
    };
    ok(await admin.post('/v1/qualifications', { ...licence, userId: inspector.userId }));
    const { id } = await given(city).filing('scheduled');
    ok(await remove(admin, inspector));
    const dispatch = await admin.post(`/v1/elevator-filings/${id}/dispatch`, {
      inspectorIds: [city.cast.inspector.userId, inspector.userId],
    });
    expect(dispatch.status).toBeGreaterThanOrEqual(400);
    const more = { ...licence, certificateNo: `TS-${freshPhone().slice(4)}`, userId: inspector.userId };
    expect((await admin.post('/v1/qualifications', more)).body.errors).toMatchObject([{ pointer: '/userId' }]);
  });

  it('leaves an expert without the work of one, by claim and by assignment', async () => {
    const help = givenHelp(city);
    const { id } = await help.request('open');
    const expertIds = [await help.expertId(city.cast.secondExpert)];
    ok(await leave(await membershipOf(city.cast.secondExpert)));
    const assigned = await help.act(city.cast.operator, id, 'assignment', { expertIds });
    expect(assigned).toMatchObject({ body: { code: 'assistance.expert_not_active' } });
    await until(async () => (await help.act(city.cast.secondExpert, id, 'claim', {})).status === 403, 3_000);
  });

  it('of one organisation does not touch the others', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await colleague(city, admin, ['ent_user']);
    const facts = { name: '自己的企业', uscc: freshUscc(), capabilities: ['user_unit'] };
    const { organisation } = ok(await person.post('/v1/me/organisations', facts));
    ok(await leave(person));
    await until(async () => (await person.get('/v1/me')).body.organisationId === organisation.id, 3_000);
    expect((await person.get('/v1/elevators')).status).toBe(200);
  });
});
