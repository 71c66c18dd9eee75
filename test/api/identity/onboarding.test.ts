import { randomUUID } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { colleague, enterpriseIn, EVIDENCE, freshUscc, ok, register, type Standing } from './given-organisations';

const REASON = { reason: '材料不清晰' };
const EVENTS = ['evidence', 'verification', 'return', 'freeze', 'unfreezing', 'cancellation'] as const;
type Route = (typeof EVENTS)[number];
const bodyOf = (route: Route): object | undefined =>
  route === 'evidence' ? EVIDENCE : ['return', 'freeze', 'cancellation'].includes(route) ? REASON : undefined;

/** Who may cause what where, and where it leads; everything else is refused. */
const TABLE: Record<Standing, Partial<Record<Route, [who: 'administrator' | 'operator', to: string]>>> = {
  registered: {
    evidence: ['administrator', 'verifying'],
    freeze: ['operator', 'frozen'],
    cancellation: ['operator', 'cancelled'],
  },
  verifying: {
    verification: ['operator', 'verified'],
    return: ['operator', 'registered'],
    freeze: ['operator', 'frozen'],
    cancellation: ['operator', 'cancelled'],
  },
  verified: { freeze: ['operator', 'frozen'], cancellation: ['operator', 'cancelled'] },
  frozen: {
    return: ['operator', 'registered'],
    unfreezing: ['operator', 'verified'],
    cancellation: ['operator', 'cancelled'],
  },
  frozen_unverified: { return: ['operator', 'registered'], cancellation: ['operator', 'cancelled'] },
  cancelled: {},
};
const STATES = Object.keys(TABLE) as Standing[];

describe('the life of an organisation', () => {
  let city: TestCity;
  const pathOf = ({ organisationId }: Caller): string => `/v1/organisations/${organisationId}`;
  const post = (who: Caller, admin: Caller, route: Route): Promise<Answer> =>
    who.post(`${pathOf(admin)}/${route}`, bodyOf(route));
  const stateOf = async (admin: Caller): Promise<string> =>
    ok(await city.cast.operator.get(pathOf(admin))).state as string;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  describe.each(STATES)('%s', (state) => {
    it('allows what the table says, and leads where it says', async () => {
      for (const [route, [party, to]] of Object.entries(TABLE[state]) as [Route, [string, string]][]) {
        const admin = await enterpriseIn(city, state);
        const before = ok(await city.cast.operator.get(`${pathOf(admin)}/history`)).items.length;
        const answer = await post(party === 'operator' ? city.cast.operator : admin, admin, route);
        expect({ route, status: answer.status, state: answer.body.state }).toEqual({ route, status: 200, state: to });
        const { items } = ok(await city.cast.operator.get(`${pathOf(admin)}/history`));
        expect(items).toHaveLength(before + 1);
        expect(items.at(-1)).toMatchObject({ toState: to, actorId: expect.any(String) });
      }
    });

    it('refuses everybody else, and stays as it is', async () => {
      const admin = await enterpriseIn(city, state);
      const { regulator, clerk, stranger, nobody, operator } = city.cast;
      const from = await stateOf(admin);
      for (const route of EVENTS) {
        // Until the guard hears of a freeze, within a second, the table refuses what the guard will refuse then.
        const parties: [string, Caller, number[]][] = [
          ['administrator', admin, route === 'evidence' ? [403, 409] : [403]],
          ['operator', operator, [route === 'evidence' ? 403 : 409]],
          ...[regulator, clerk, stranger].map((who): [string, Caller, number[]] => ['other', who, [403]]),
          ['nobody', nobody, [401]],
        ];
        for (const [party, who, expected] of parties.filter(([one]) => one !== TABLE[state][route]?.[0])) {
          const { status } = await post(who, admin, route);
          expect({ party, route, expected }).toEqual({ party, route, expected: expect.arrayContaining([status]) });
        }
      }
      expect(await stateOf(admin)).toBe(from);
    });

    it('shows the operator as buttons what the operator may do', async () => {
      const admin = await enterpriseIn(city, state);
      const { openEvents } = ok(await city.cast.operator.get(pathOf(admin)));
      const offered = openEvents.map(({ href }: { href: string }) => href.split('/').at(-1));
      const own = Object.entries(TABLE[state]).flatMap(([route, [who]]) => (who === 'operator' ? [route] : []));
      expect(offered.sort()).toEqual(own.sort());
    });
  });

  it('begins registered by itself, and verified when the platform enters it', async () => {
    const admin = await register(city);
    expect(admin.answer.organisation).toMatchObject({ state: 'registered', verifiedAt: null });
    const facts = { name: '烟台检测机构', uscc: freshUscc(), capabilities: ['institution'] };
    const entered = ok(await city.cast.operator.post('/v1/organisations', facts));
    expect(entered).toMatchObject({ state: 'verified', verifiedAt: expect.any(String) });
    const states = ok(await city.cast.stranger.get('/v1/organisations?limit=100&state=verified')).items;
    expect(states.map(({ id }: any) => id)).toContain(entered.id);
    expect(states.map(({ id }: any) => id)).not.toContain(admin.organisationId);
  });

  it('lets who has registered work at once', async () => {
    const admin = await enterpriseIn(city, 'registered');
    expect((await admin.get('/v1/elevators')).status).toBe(200);
    expect((await colleague(city, admin, ['ent_user'])).membershipId).toEqual(expect.any(String));
  });

  it('is judged by nobody who belongs or ever belonged to it', async () => {
    const admin = await enterpriseIn(city, 'verifying');
    const insider = await colleague(city, city.cast.operator, ['operator']);
    await city.db.query(
      `INSERT INTO memberships (id, user_id, organisation_id, roles, state, ended_at, created_at, updated_at)
       VALUES ($1, $2, $3, '{ent_user}', 'ended', now(), now(), now())`,
      [randomUUID(), insider.userId, admin.organisationId],
    );
    for (const route of ['verification', 'return', 'freeze', 'cancellation'] as const) {
      expect(await post(insider, admin, route)).toMatchObject({
        status: 403,
        body: { code: 'identity.own_organisation' },
      });
    }
    expect((await post(city.cast.operator, admin, 'verification')).status).toBe(200);
  });

  it('is not the platform’s own to freeze', async () => {
    const answer = await post(city.cast.operator, city.cast.operator, 'freeze');
    expect(answer).toMatchObject({ status: 403, body: { code: 'workflow.not_a_party' } });
  });

  it('is verified once by two who do so at once', async () => {
    const admin = await enterpriseIn(city, 'verifying');
    const second = await colleague(city, city.cast.operator, ['operator']);
    const answers = await Promise.all([city.cast.operator, second].map((who) => post(who, admin, 'verification')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = ok(await admin.get(`${pathOf(admin)}/history`));
    expect(items.filter(({ event }: any) => event === 'verify')).toHaveLength(1);
  });

  it('tells the reason to its administrators and the platform alone', async () => {
    const admin = await enterpriseIn(city, 'verifying');
    ok(await post(city.cast.operator, admin, 'return'));
    for (const who of [admin, city.cast.operator]) {
      expect(ok(await who.get(pathOf(admin))).reviewNote).toBe(REASON.reason);
      expect((await who.get(`${pathOf(admin)}/history`)).status).toBe(200);
      expect(ok(await who.get(`${pathOf(admin)}/evidence`)).items).toMatchObject([EVIDENCE]);
    }
    for (const who of [city.cast.stranger, city.cast.regulator, await colleague(city, admin, ['ent_user'])]) {
      expect(ok(await who.get(pathOf(admin))).reviewNote).toBeNull();
      expect((await who.get(`${pathOf(admin)}/history`)).status).toBe(403);
      expect((await who.get(`${pathOf(admin)}/evidence`)).status).toBe(403);
    }
    ok(await admin.post(`${pathOf(admin)}/evidence`, { ...EVIDENCE, kind: 'bank_transfer', reference: '回单 0815' }));
    const { items } = ok(await admin.get(`${pathOf(admin)}/evidence`));
    expect(items.map(({ kind }: any) => kind)).toEqual(['bank_transfer', 'business_licence']);
    expect(ok(await admin.get(pathOf(admin))).reviewNote).toBeNull();
  });

  it('asks to return a frozen one that never was verified', async () => {
    const admin = await enterpriseIn(city, 'frozen_unverified');
    const answer = await post(city.cast.operator, admin, 'unfreezing');
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'identity.never_verified', action: expect.any(String) },
    });
  });

  it.each([
    ['no kind', { kind: undefined }, '/kind', 'field.required'],
    ['an unknown kind', { kind: 'hearsay' }, '/kind', 'field.not_allowed'],
    ['a blank person', { legalRepresentative: '  ' }, '/legalRepresentative', 'field.required'],
    ['a day that is none', { licenceIssuedOn: '2019-02-30' }, '/licenceIssuedOn', 'field.wrong_type'],
    ['a licence of tomorrow', { licenceIssuedOn: '2026-03-03' }, '/licenceIssuedOn', 'field.too_large'],
    ['a hash that is none', { fileSha256: 'abc' }, '/fileSha256', 'field.wrong_type'],
    ['a reference of 501 characters', { reference: '号'.repeat(501) }, '/reference', 'field.too_long'],
    ['an unknown key', { state: 'verified' }, '/state', 'field.unknown'],
  ])('refuses evidence with %s', async (_, changes, pointer, code) => {
    const admin = await enterpriseIn(city, 'registered');
    const answer = await admin.post(`${pathOf(admin)}/evidence`, { ...EVIDENCE, ...changes });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    expect(await stateOf(admin)).toBe('registered');
  });

  it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 7 }, { reason: '长'.repeat(501) }])(
    'is not frozen for the reason %j',
    async (body) => {
      const admin = await enterpriseIn(city, 'registered');
      expect((await city.cast.operator.post(`${pathOf(admin)}/freeze`, body)).status).toBe(400);
    },
  );
});
