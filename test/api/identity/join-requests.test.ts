import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { allPages } from '../../support/seen-by';
import { until } from '../../support/until';
import { canSee } from '../../../libs/platform/identity/src/join-requests/join-request.policy';
import { actorOf, camelCased } from '../../support/seen-by';
import {
  colleague,
  enterpriseIn,
  freshUscc,
  nowhere,
  ok,
  register,
  registrationOf,
  unclaimed,
} from './given-organisations';

describe('asking to join', () => {
  let city: TestCity;
  const ask = (who: Caller, body: object): Promise<Answer> => who.post('/v1/join-requests', body);
  const asked = async (who: Caller, admin: Caller): Promise<string> =>
    ok(await ask(who, { organisationId: admin.organisationId })).id;
  const decide = (who: Caller, id: string, route: string, body?: object): Promise<Answer> =>
    who.post(`/v1/join-requests/${id}/${route}`, body);
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('by the code makes a person who belongs nowhere a member, with the roles that an administrator gives', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await nowhere(city);
    const { uscc } = ok(await person.get(`/v1/organisations/${admin.organisationId}`));
    const request = ok(await ask(person, { uscc: uscc.toLowerCase(), note: '新入职' }));
    expect(request).toMatchObject({ state: 'open', isClaim: false, note: '新入职', userId: person.userId });
    expect(request.openEvents.map(({ event }: any) => event)).toEqual(['withdraw']);
    expect(ok(await admin.get('/v1/join-requests')).items).toMatchObject([{ id: request.id, name: '经办人' }]);
    const approved = await decide(admin, request.id, 'approval', { roles: ['ent_user'] });
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', openEvents: [] } });
    await until(async () => (await person.get('/v1/elevators')).status === 200, 3_000);
    expect(ok(await person.get('/v1/me')).organisations).toMatchObject([
      { id: admin.organisationId, roles: ['ent_user'] },
    ]);
  });

  it('shows a person without any organisation the directory, and nothing that belongs to members', async () => {
    const person = await nowhere(city);
    expect(ok(await person.get(`/v1/organisations?q=${encodeURIComponent('物业')}`)).items).toHaveLength(1);
    for (const path of [
      '/v1/elevators',
      '/v1/memberships',
      '/v1/instruments',
      '/v1/help-requests',
      '/v1/qualifications',
    ]) {
      expect(await person.get(path)).toMatchObject({ status: 403, body: { code: 'access.not_a_member' } });
    }
    expect((await person.get('/v1/me', { 'x-organisation-id': city.cast.clerk.organisationId })).status).toBe(403);
    const { body } = await person.post('/v1/organisations', {});
    expect(body.code).toBe('access.not_a_member');
  });

  it('can be refused with a reason, and asked again', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await nowhere(city);
    const id = await asked(person, admin);
    expect(await ask(person, { organisationId: admin.organisationId })).toMatchObject({
      status: 409,
      body: { code: 'identity.request_open' },
    });
    ok(await decide(admin, id, 'refusal', { reason: '不是本单位人员' }));
    expect(ok(await person.get(`/v1/join-requests/${id}`))).toMatchObject({
      state: 'refused',
      reason: '不是本单位人员',
    });
    expect(await asked(person, admin)).not.toBe(id);
  });

  it.each([
    ['nothing', {}, '/uscc', 'field.required'],
    [
      'both ways',
      { uscc: '91370602MA3CX7TE1D', organisationId: '0190a0b0-0000-7000-8000-000000000000' },
      '/uscc',
      'field.required',
    ],
    ['an unknown code', { uscc: '91370602MA0000000X' }, '/uscc', 'field.unknown_organisation'],
    [
      'an unknown id',
      { organisationId: '0190a0b0-0000-7000-8000-000000000000' },
      '/organisationId',
      'field.unknown_organisation',
    ],
    ['no id', { organisationId: '7' }, '/organisationId', 'field.wrong_type'],
    ['roles of one’s own choice', { uscc: '91370602MA3CX7TE1D', roles: ['ent_admin'] }, '/roles', 'field.unknown'],
    ['a note of 501 characters', { uscc: '91370602MA3CX7TE1D', note: '注'.repeat(501) }, '/note', 'field.too_long'],
  ])('refuses %s', async (_, body, pointer, code) => {
    const answer = await ask(city.cast.stranger, body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it('is not for who is a member already, nor more than ten times at once', async () => {
    const { userUnit } = city.cast;
    expect(await ask(userUnit, { organisationId: userUnit.organisationId })).toMatchObject({
      status: 409,
      body: { code: 'identity.already_member' },
    });
    const person = await nowhere(city);
    for (let count = 0; count < 10; count += 1) {
      const facts = { name: `多处申请${count}`, uscc: freshUscc(), capabilities: ['user_unit'] };
      const { id } = ok(await city.cast.operator.post('/v1/organisations', facts));
      ok(await ask(person, { organisationId: id }));
    }
    const answer = await ask(person, { organisationId: userUnit.organisationId });
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.too_many_requests', limit: 10 } });
  });

  it('is decided by the administrators of that organisation alone', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await nowhere(city);
    const id = await asked(person, admin);
    const user = await colleague(city, admin, ['ent_user']);
    const { operator, regulator, stranger, clerk, nobody } = city.cast;
    for (const who of [person, user, operator, regulator, stranger, clerk, nobody]) {
      const { status } = await decide(who, id, 'approval', { roles: ['ent_admin'] });
      expect(who === nobody ? [401] : [403, 404]).toContain(status);
      const wanted = who === person ? 200 : who === nobody ? 401 : 404;
      expect((await who.get(`/v1/join-requests/${id}`)).status).toBe(wanted);
      if (who !== person && who !== nobody) expect((await decide(who, id, 'withdrawal')).status).toBe(404);
    }
    expect((await decide(admin, id, 'withdrawal')).status).toBe(403);
    expect(await decide(admin, id, 'approval', { roles: ['inspector'] })).toMatchObject({
      status: 422,
      body: { code: 'identity.role_not_available' },
    });
    ok(await decide(person, id, 'withdrawal'));
    expect((await decide(admin, id, 'approval', { roles: ['ent_user'] })).status).toBe(409);
  });

  it('lets a person in once, when two administrators approve at once', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const second = await colleague(city, admin, ['ent_admin']);
    const person = await nowhere(city);
    const id = await asked(person, admin);
    const answers = await Promise.all(
      [admin, second].map((who) => decide(who, id, 'approval', { roles: ['ent_user'] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const where = 'user_id = $1 AND organisation_id = $2';
    const rows = await city.db.query(`SELECT id FROM memberships WHERE ${where}`, [
      person.userId,
      admin.organisationId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('is asked once, when the same request comes five times at once', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const person = await nowhere(city);
    const same = (): Promise<Answer> => ask(person, { organisationId: admin.organisationId });
    const answers = await Promise.all([same(), same(), same(), same(), same()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('lists for everybody exactly what the policy lets them see', async () => {
    const { uscc } = await unclaimed(city);
    const claimant = await register(city, registrationOf({ uscc }));
    await asked(await nowhere(city), city.cast.userUnit);
    const rows = (await city.db.query('SELECT * FROM join_requests')).map(camelCased);
    expect(rows.length).toBeGreaterThan(10);
    const { operator, userUnit, contractor, stranger, regulator, clerk, admin } = city.cast;
    for (const who of [operator, userUnit, contractor, stranger, regulator, clerk, admin]) {
      const actor = await actorOf(city, who);
      const expected = rows.filter((row: any) => canSee(actor, row)).map(({ id }: any) => id);
      const listed = (await allPages(who, '/v1/join-requests')).map(({ id }) => id);
      expect(listed.toSorted()).toEqual(expected.sort());
    }
    const own = (await allPages(claimant, '/v1/join-requests')).map(({ id }) => id);
    expect(own).toEqual([claimant.answer.joinRequestId]);
    expect((await operator.get('/v1/join-requests?state=king')).status).toBe(400);
  });
});
