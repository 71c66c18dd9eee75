import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { allPages } from '../../support/seen-by';
import { until } from '../../support/until';
import { callerWith, colleague, enterpriseIn, freshPhone, nowhere, ok } from './given-organisations';

const DAY = 86_400_000;

describe('an invitation', () => {
  let city: TestCity;
  let admin: Caller;
  const invite = (phone: string, roles: unknown = ['ent_user'], who = admin, headers = {}): Promise<Answer> =>
    who.post('/v1/invitations', { phone, roles }, headers);
  const answerTo = (who: Caller, id: string, route: string): Promise<Answer> =>
    who.post(`/v1/invitations/${id}/${route}`);
  const accept = (token: string, phone: string): Promise<Answer> => {
    const person = { name: '新同事', phone, password: 'long enough' };
    return city.cast.nobody.post('/v1/invitations/acceptance', { token, ...person });
  };
  const signIn = async (phone: string): Promise<Caller> => {
    const { accessToken } = ok(await city.cast.nobody.post('/v1/auth/token', { phone, password: 'long enough' }));
    return callerWith(city, accessToken);
  };
  beforeAll(async () => {
    city = await startCity();
    admin = await enterpriseIn(city, 'registered');
  });
  afterAll(() => city.close());

  it('lets a new person make an account with the token, and belong', async () => {
    const phone = freshPhone();
    const invitation = ok(await invite(phone));
    expect(invitation).toMatchObject({ state: 'open', roles: ['ent_user'], phoneHint: `139****${phone.slice(-4)}` });
    const opened = ok(await city.cast.nobody.post('/v1/invitations/opening', { token: invitation.token }));
    expect(opened).toEqual({
      ...{ organisationName: invitation.organisationName, phoneHint: invitation.phoneHint },
      ...{ roles: ['ent_user'], expiresAt: invitation.expiresAt },
    });
    expect((await accept(invitation.token, phone)).status).toBe(200);
    const person = await signIn(phone);
    expect(person.organisationId).toBe(admin.organisationId);
    expect(ok(await admin.get(`/v1/invitations/${invitation.id}`))).toMatchObject({
      state: 'accepted',
      openEvents: [],
    });
    for (const again of [await accept(invitation.token, phone), await accept(invitation.token, freshPhone())]) {
      expect(again).toMatchObject({ status: 409, body: { code: 'identity.invitation_over' } });
    }
  });

  it('waits for a person who has an account, who accepts without a token', async () => {
    const phone = freshPhone();
    const person = await nowhere(city, phone);
    const { id } = ok(await invite(phone));
    expect(ok(await person.get('/v1/me/invitations')).items).toMatchObject([{ id, state: 'open' }]);
    const { openEvents } = ok(await person.get(`/v1/invitations/${id}`));
    expect(openEvents.map(({ event }: any) => event)).toEqual(['accept', 'decline']);
    expect(ok(await answerTo(person, id, 'acceptance'))).toMatchObject({ state: 'accepted' });
    expect(ok(await person.get('/v1/me/invitations')).items).toEqual([]);
    await until(async () => (await person.get('/v1/elevators')).status === 200, 3_000);
    expect((await answerTo(person, id, 'acceptance')).status).toBe(409);
  });

  it('also waits for who makes an account after it was sent', async () => {
    const phone = freshPhone();
    const { id } = ok(await invite(phone));
    const person = await nowhere(city, phone);
    expect(ok(await person.get('/v1/me/invitations')).items).toMatchObject([{ id }]);
  });

  it('tells the inviter the same, whether or not the phone has an account', async () => {
    const known = freshPhone();
    await nowhere(city, known);
    const shape = ({ status, body, headers }: Answer): unknown => [
      status,
      Object.keys(body),
      Object.keys(headers),
      body.openEvents.length,
    ];
    expect(shape(await invite(known))).toEqual(shape(await invite(freshPhone())));
  });

  it('keeps neither the phone nor the token, in no table and in no repeated answer', async () => {
    const phone = freshPhone();
    const key = { 'idempotency-key': 'invite-once' };
    const first = ok(await invite(phone, ['ent_user'], admin, key));
    expect(first.token).toMatch(/^[\w-]{43}$/);
    const again = await invite(phone, ['ent_user'], admin, key);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' }, body: { id: first.id } });
    expect(again.body).not.toHaveProperty('token');
    const stored = [
      await city.db.query('SELECT * FROM invitations'),
      await city.db.query('SELECT * FROM idempotency_keys'),
      await city.db.query(`SELECT * FROM record_history WHERE record_type = 'invitation'`),
    ];
    for (const secret of [first.token, phone]) expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('is not accepted with another phone, nor where the phone has an account', async () => {
    const phone = freshPhone();
    const { token, id } = ok(await invite(phone));
    expect((await accept(token, freshPhone())).body.code).toBe('identity.invitation_over');
    await nowhere(city, phone);
    expect(await accept(token, phone)).toMatchObject({ status: 409, body: { code: 'identity.phone_taken' } });
    expect(ok(await admin.get(`/v1/invitations/${id}`)).state).toBe('open');
  });

  it('can be declined, with an account and without', async () => {
    const [one, two] = [freshPhone(), freshPhone()];
    const person = await nowhere(city, one);
    const { id } = ok(await invite(one));
    expect(ok(await answerTo(person, id, 'declination')).state).toBe('declined');
    const { token } = ok(await invite(two));
    expect((await city.cast.nobody.post('/v1/invitations/declination', { token })).status).toBe(200);
    expect((await accept(token, two)).body.code).toBe('identity.invitation_over');
    expect((await city.cast.nobody.post('/v1/invitations/declination', { token })).status).toBe(409);
  });

  it('can be taken back, and is open once for a phone', async () => {
    const phone = freshPhone();
    const { id, token } = ok(await invite(phone));
    const again = await invite(phone);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'identity.invitation_open', action: expect.any(String) },
    });
    expect(ok(await answerTo(admin, id, 'revocation')).state).toBe('revoked');
    expect((await accept(token, phone)).body.code).toBe('identity.invitation_over');
    expect((await invite(phone)).status).toBe(201);
    const elsewhere = await enterpriseIn(city, 'registered');
    expect((await invite(phone, ['ent_user'], elsewhere)).status).toBe(201);
  });

  it('is between the two sides', async () => {
    const phone = freshPhone();
    const person = await nowhere(city, phone);
    const { id } = ok(await invite(phone));
    const user = await colleague(city, admin, ['ent_user']);
    const { operator, stranger, contractor, regulator, nobody } = city.cast;
    for (const who of [user, operator, stranger, contractor, regulator, nobody]) {
      const refused = who === nobody ? [401] : [404, 403];
      expect(refused).toContain((await who.get(`/v1/invitations/${id}`)).status);
      for (const route of ['acceptance', 'declination', 'revocation']) {
        expect(refused).toContain((await answerTo(who, id, route)).status);
      }
    }
    expect((await answerTo(admin, id, 'acceptance')).status).toBe(403);
    expect((await answerTo(admin, id, 'declination')).status).toBe(403);
    expect((await answerTo(person, id, 'revocation')).status).toBe(403);
    expect(ok(await person.get(`/v1/invitations/${id}`)).state).toBe('open');
    const listed = (await allPages(stranger, '/v1/invitations')).map((one) => one.id);
    expect(listed).toEqual([]);
    expect((await user.get('/v1/invitations')).status).toBe(403);
    expect((await allPages(admin, '/v1/invitations')).map((one) => one.id)).toContain(id);
  });

  it.each([
    ['a role that the organisation has not', ['inspector'], 422],
    ['no role', [], 400],
    ['an unknown role', ['king'], 400],
    ['a text for roles', 'ent_user', 400],
  ])('is not sent with %s', async (_, roles, status) => {
    expect((await invite(freshPhone(), roles)).status).toBe(status);
  });

  it.each(['0535-6000009', '12345678901', '', 13900000001, null])('is not sent to the phone %j', async (phone) => {
    expect((await invite(phone as string)).status).toBe(400);
  });

  it('is not sent to a member, nor by who is no administrator', async () => {
    const phone = freshPhone();
    const { token } = ok(await invite(phone));
    ok(await accept(token, phone));
    expect(await invite(phone)).toMatchObject({ status: 409, body: { code: 'identity.already_member' } });
    for (const who of [city.cast.clerk, city.cast.inspector, city.cast.finance]) {
      expect((await invite(freshPhone(), ['org_clerk'], who)).status).toBe(403);
    }
  });

  it.each(['', 'x', 'x'.repeat(44), null, 7])('is not opened by the token %j', async (token) => {
    expect((await city.cast.nobody.post('/v1/invitations/opening', { token })).status).toBe(400);
  });

  it('answers for a token that never was as for one that is used up', async () => {
    const never = await city.cast.nobody.post('/v1/invitations/opening', { token: 'x'.repeat(43) });
    expect(never).toMatchObject({ status: 409, body: { code: 'identity.invitation_over' } });
  });

  it('is accepted once by two at once, by token or in the app', async () => {
    const phone = freshPhone();
    const { token, id } = ok(await invite(phone));
    const answers = await Promise.all([accept(token, phone), accept(token, phone)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = freshPhone();
    const person = await nowhere(city, other);
    const second = ok(await invite(other)).id;
    const both = await Promise.all([1, 2].map(() => answerTo(person, second, 'acceptance')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const events = await city.db.query(
      `SELECT count(*)::int AS count FROM record_history WHERE record_id = ANY($1) AND event = 'accept'`,
      [[id, second]],
    );
    expect(events).toEqual([{ count: 2 }]);
  });

  it('is sent once, when it is sent five times at once', async () => {
    const phone = freshPhone();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => invite(phone)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('opens no door of an organisation that was cancelled meanwhile', async () => {
    const closing = await enterpriseIn(city, 'registered');
    const phone = freshPhone();
    const { token } = ok(await invite(phone, ['ent_admin'], closing));
    const path = `/v1/organisations/${closing.organisationId}/cancellation`;
    ok(await city.cast.operator.post(path, { reason: '已注销' }));
    expect((await accept(token, phone)).body.code).toBe('identity.organisation_closed');
  });

  /** The last, because it moves the clock. */
  it('is over after seven days, also before anybody has swept', async () => {
    const [one, two] = [freshPhone(), freshPhone()];
    const person = await nowhere(city, one);
    const waiting = ok(await invite(one));
    const { token, id } = ok(await invite(two));
    city.advance(7 * DAY - 60_000);
    expect(ok(await person.get('/v1/me/invitations')).items).toHaveLength(1);
    city.advance(120_000);
    expect((await answerTo(person, waiting.id, 'acceptance')).body.code).toBe('identity.invitation_over');
    expect((await accept(token, two)).body.code).toBe('identity.invitation_over');
    expect(ok(await person.get('/v1/me/invitations')).items).toEqual([]);
    expect((await invite(one)).status).toBe(201);
    expect(ok(await admin.get(`/v1/invitations/${waiting.id}`)).state).toBe('expired');

    const late = ok(await invite(freshPhone()));
    city.advance(8 * DAY);
    const worker = await city.startWorker();
    await worker.get(Sweeper).sweep();
    const states = await city.db.query('SELECT DISTINCT state FROM invitations WHERE id = ANY($1)', [[id, late.id]]);
    expect(states).toEqual([{ state: 'expired' }]);
    const events = await city.db.query(
      `SELECT to_state FROM record_history WHERE record_id = $1 AND event = 'expire'`,
      [id],
    );
    expect(events).toEqual([{ to_state: 'expired' }]);
  });
});
