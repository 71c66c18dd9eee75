import { randomUUID } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';

/** The licence of an inspector, as the administrator enters it. */
const LICENCE = { scope: 'DT', certificateNo: 'TS-370600-77', validFrom: '2026-01-01', validTo: '2029-12-31' };

describe('who acts for whom', () => {
  let city: TestCity;
  /** The user unit's person is also a clerk of the institution; entered by hand, as there is no invitation yet. */
  beforeAll(async () => {
    city = await startCity();
    await city.db.query(
      `INSERT INTO memberships (id, user_id, organisation_id, roles, created_at, updated_at)
       VALUES ($1, $2, $3, '{org_admin,org_clerk}', '2026-03-02T02:00:00Z', '2026-03-02T02:00:00Z')`,
      [randomUUID(), city.cast.userUnit.userId, city.cast.clerk.organisationId],
    );
    // Memberships are believed for a second, and the cast signed in before this one was entered.
    const { userUnit, clerk } = city.cast;
    await until(async () => (await userUnit.get('/v1/me', as(clerk.organisationId))).status === 200);
  });
  afterAll(() => city.close());

  const as = (organisationId: string): Record<string, string> => ({ 'x-organisation-id': organisationId });

  it('tells a person their organisations with what they are there', async () => {
    const { userUnit, clerk } = city.cast;
    const { body } = await userUnit.get('/v1/me');
    expect(body).toEqual({
      id: userUnit.userId,
      name: '物业经办人',
      organisationId: userUnit.organisationId,
      permissions: [
        ...['take_part', 'file_devices', 'give_mandates', 'ask_for_help', 'keep_register', 'order_services', 'bill'],
        ...[
          'manage_organisation',
          'manage_members',
          'see_members',
          'unmask_people',
          'answer_join_requests',
          'read_audit',
        ],
      ],
      organisations: [
        expect.objectContaining({ id: userUnit.organisationId, roles: ['ent_admin'], capabilities: ['user_unit'] }),
        expect.objectContaining({ id: clerk.organisationId, roles: ['org_admin', 'org_clerk'] }),
      ],
    });
  });

  it('acts for the first organisation unless the header names another', async () => {
    const { userUnit, clerk } = city.cast;
    const { body } = await userUnit.get('/v1/me', as(clerk.organisationId));
    expect(body.organisationId).toBe(clerk.organisationId);
    expect(body.permissions).toContain('state_competence');
    expect(body.permissions).not.toContain('file_devices');
    expect((await userUnit.get('/v1/memberships')).body.items).toHaveLength(1);
    const people = (await userUnit.get('/v1/memberships', as(clerk.organisationId))).body.items;
    expect(people.length).toBeGreaterThan(6);
  });

  it('holds in an organisation only the roles of that one', async () => {
    const { userUnit, clerk } = city.cast;
    const device = { internalNo: 'H-1', address: '烟台市', categoryCode: '3110' };
    const refused = await userUnit.post('/v1/elevators', device, as(clerk.organisationId));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const licence = { ...LICENCE, userId: city.cast.inspector.userId, certificateNo: 'TS-1' };
    expect((await userUnit.post('/v1/qualifications', licence)).status).toBe(403);
    expect((await userUnit.post('/v1/qualifications', licence, as(clerk.organisationId))).status).toBe(201);
  });

  it.each(['the regulator’s', 'a missing', 'a nonsensical'])('refuses %s organisation in the header', async (which) => {
    const ids: Record<string, string> = {
      'the regulator’s': city.cast.regulator.organisationId,
      'a missing': randomUUID(),
    };
    const answer = await city.cast.clerk.get('/v1/me', as(ids[which] ?? 'x'));
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.not_a_member', action: expect.any(String) } });
  });

  describe('licences', () => {
    const enter = (changes: object = {}, who: Caller = city.cast.admin): Promise<Answer> =>
      who.post('/v1/qualifications', { ...LICENCE, userId: city.cast.inspector.userId, ...changes });

    it('are entered by the administrator and seen by the institution only', async () => {
      const { status, body } = await enter();
      const { userId } = city.cast.inspector;
      expect({ status, body }).toMatchObject({ status: 201, body: { ...LICENCE, userId, name: '检验员甲' } });
      const listed = (await city.cast.clerk.get('/v1/qualifications?scope=DT&limit=100')).body.items;
      expect(listed).toContainEqual(body);
      expect((await city.cast.stranger.get('/v1/qualifications')).body.items).toEqual([]);
    });

    it('are listed as of a day', async () => {
      await enter({ certificateNo: 'TS-SHORT', validFrom: '2027-05-01', validTo: '2027-05-01' });
      const on = async (day: string): Promise<string[]> => {
        const { body } = await city.cast.clerk.get(`/v1/qualifications?validOn=${day}&limit=100`);
        return body.items.map(({ certificateNo }: { certificateNo: string }) => certificateNo);
      };
      expect(await on('2027-05-01')).toContain('TS-SHORT');
      expect(await on('2027-04-30')).not.toContain('TS-SHORT');
      expect(await on('2027-05-02')).not.toContain('TS-SHORT');
    });

    it('cannot be entered twice, even at once', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => enter({ certificateNo: 'TS-TWICE' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('record.duplicate');
    });

    it.each([
      [
        'a person of another organisation',
        () => ({ userId: city.cast.contractor.userId }),
        '/userId',
        'field.unknown_organisation',
      ],
      ['nobody', () => ({ userId: randomUUID() }), '/userId', 'field.unknown_organisation'],
      ['no id', () => ({ userId: '7' }), '/userId', 'field.wrong_type'],
      ['an end before its beginning', () => ({ validTo: '2025-12-31' }), '/validTo', 'field.too_small'],
      [
        'an approval of the institution itself',
        () => ({ scope: 'elevator_inspection' }),
        '/scope',
        'field.not_allowed',
      ],
      ['a day that does not exist', () => ({ validTo: '2027-02-29' }), '/validTo', 'field.wrong_type'],
      ['a week', () => ({ validTo: '2027-W10-1' }), '/validTo', 'field.wrong_type'],
      ['the year 0', () => ({ validFrom: '0000-01-01' }), '/validFrom', 'field.wrong_type'],
      ['a number of two characters', () => ({ certificateNo: 'TS' }), '/certificateNo', 'field.too_short'],
      ['null for a number', () => ({ certificateNo: null }), '/certificateNo', 'field.wrong_type'],
      ['an unknown key', () => ({ organisationId: randomUUID() }), '/organisationId', 'field.unknown'],
    ])('refuse %s', async (_, changes, pointer, code) => {
      expect(await enter(changes())).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    });

    it.each(['clerk', 'inspector', 'stranger'] as const)('are not for the %s to enter', async (who) => {
      expect((await enter({ certificateNo: 'TS-X' }, city.cast[who])).status).toBe(403);
    });

    it.each(['validOn=2027-02-30', 'validOn=2026-W10-1', 'validOn=2026-3-2', 'validOn=today', 'scope=XX', 'userId=1'])(
      'cannot be asked for by ?%s',
      async (query) => {
        expect(await city.cast.clerk.get(`/v1/qualifications?${query}`)).toMatchObject({
          status: 400,
          body: { code: 'request.invalid' },
        });
      },
    );
  });
});
