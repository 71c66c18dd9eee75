import { startCity, type TestCity } from '../../support/city';
import { columnsMatching } from '../../support/whole-database';

const ID_NUMBER = '37060219880808002X';
const REASON = { reason: '核对检验师资格' };

describe('a person', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const consent = (who: keyof TestCity['cast'], purpose: string, version = '2026-01') =>
    city.cast[who].post('/v1/consents', { purpose, version, channel: 'web' });

  it('reads the own numbers in full, others read them masked', async () => {
    const { inspector, admin, clerk, operator } = city.cast;
    expect((await inspector.get('/v1/me/profile')).body).toMatchObject({ phone: '13800000013', idNumber: null });
    for (const reader of [inspector, admin, clerk, operator]) {
      const { body } = await reader.get(`/v1/users/${inspector.userId}`);
      expect(body).toMatchObject({ id: inspector.userId, phone: '138****0013' });
    }
  });

  it('is nobody to strangers and to colleagues who keep no people', async () => {
    const { inspector, stranger, regulator, checker, contractor } = city.cast;
    for (const reader of [stranger, regulator, checker, contractor]) {
      expect((await reader.get(`/v1/users/${inspector.userId}`)).status).toBe(404);
    }
  });

  it('is unmasked by administrators who say why, and can read it', async () => {
    const { inspector, admin, operator, clerk, stranger } = city.cast;
    const path = `/v1/users/${inspector.userId}/unmasking`;
    for (const who of [admin, operator]) {
      expect((await who.post(path, { field: 'phone', ...REASON })).body).toEqual({ value: '13800000013' });
    }
    expect((await clerk.post(path, { field: 'phone', ...REASON })).status).toBe(403);
    const strange = await stranger.post(path, { field: 'phone', ...REASON });
    expect(strange.body).toMatchObject({ status: 404, code: 'record.not_found' });
    expect((await admin.post(path, { field: 'password', ...REASON })).status).toBe(400);
    const first = (await inspector.get('/v1/me/data-accesses?limit=1')).body;
    const second = (await inspector.get(`/v1/me/data-accesses?limit=1&cursor=${first.nextCursor}`)).body;
    const actors = [...first.items, ...second.items].map(({ actorId, column }: any) => [actorId, column]);
    expect(actors).toEqual([operator, admin].map(({ userId }) => [userId, 'users.phone']));
    const audited = await city.db.query(
      `SELECT actor_id, record_type, record_id, details FROM audit_events WHERE event = 'unmask' ORDER BY id`,
    );
    const event = { record_type: 'user', record_id: inspector.userId, details: { column: 'users.phone' } };
    expect(audited).toEqual([admin, operator].map(({ userId }) => ({ actor_id: userId, ...event })));
  });

  it('leaves traces that nobody can wipe', async () => {
    for (const statement of ['DELETE FROM personal_data_accesses', `UPDATE personal_data_accesses SET reason = ''`]) {
      await expect(city.db.query(statement)).rejects.toThrow(/append-only/);
    }
  });

  it('gives the ID number with a consent of its own, which takes it away again', async () => {
    const { inspector, admin } = city.cast;
    const give = (idNumber: unknown) => inspector.post('/v1/me/id-number', { idNumber });
    expect((await give(ID_NUMBER)).body).toMatchObject({ status: 409, code: 'privacy.consent_needed' });
    const { body: given } = await consent('inspector', 'id_number');
    expect((await give('370602198808080020')).body.errors[0]).toMatchObject({
      ...{ pointer: '/idNumber', code: 'field.bad_id_number' },
    });
    expect((await give('370602 19880808 002x')).body).toMatchObject({ idNumber: ID_NUMBER });
    expect((await admin.get(`/v1/users/${inspector.userId}`)).body.idNumber).toBe('370602********002X');
    const unmasked = await admin.post(`/v1/users/${inspector.userId}/unmasking`, { field: 'id_number', ...REASON });
    expect(unmasked.body).toEqual({ value: ID_NUMBER });
    expect(await columnsMatching(city.db, ID_NUMBER)).toEqual([]);

    await consent('checker', 'id_number');
    const taken = await city.cast.checker.post('/v1/me/id-number', { idNumber: ID_NUMBER });
    expect(taken.body).toMatchObject({ status: 409, code: 'identity.id_number_taken' });

    expect((await inspector.post(`/v1/consents/${given.id}/withdrawal`)).body).toMatchObject({ state: 'withdrawn' });
    expect((await inspector.get('/v1/me/profile')).body.idNumber).toBeNull();
  });
});

describe('consents', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const give = (purpose: string, version = '2026-01') =>
    city.cast.clerk.post('/v1/consents', { purpose, version, channel: 'wechat' });

  it('are to texts that everybody can read', async () => {
    const { items } = (await city.cast.nobody.get('/v1/consent-texts')).body;
    expect(items.map(({ purpose, version, isNeeded }: any) => [purpose, version, isNeeded])).toEqual([
      ...[
        ['id_number', '2026-01', false],
        ['reminders', '2026-01', false],
      ],
      ['service', '2026-01', true],
    ]);
  });

  it('are given, withdrawn, given again, and told about', async () => {
    const { body: first } = await give('reminders');
    expect(first).toMatchObject({ state: 'given', purpose: 'reminders', textVersion: '2026-01', channel: 'wechat' });
    expect((await give('reminders')).body).toMatchObject({ status: 409, code: 'privacy.already_given' });
    const path = `/v1/consents/${first.id}`;
    expect((await city.cast.stranger.get(path)).status).toBe(404);
    expect((await city.cast.operator.get(path)).status).toBe(404);
    expect((await city.cast.stranger.post(`${path}/withdrawal`)).status).toBe(404);
    expect((await city.cast.clerk.post(`${path}/withdrawal`)).body).toMatchObject({
      state: 'withdrawn',
      openEvents: [],
    });
    expect((await city.cast.clerk.post(`${path}/withdrawal`)).body).toMatchObject({ code: 'workflow.wrong_state' });
    expect((await give('reminders')).status).toBe(201);
    const { items } = (await city.cast.clerk.get('/v1/consents')).body;
    expect(items.map(({ state }: any) => state)).toEqual(['given', 'withdrawn']);
    const events = (await city.cast.clerk.get(`${path}/history`)).body.items.map(({ event }: any) => event);
    expect(events).toEqual(['give', 'withdraw']);
  });

  it('to an older text are asked again, and superseded', async () => {
    await city.db.query(`UPDATE consent_texts SET effective_to = '2026-03-09' WHERE purpose = 'service'`);
    await city.db.query(
      `INSERT INTO consent_texts SELECT purpose, '2026-02', title_zh, title_en, text_zh, text_en, is_needed, '2026-03-10',
              NULL, source, confidence FROM consent_texts WHERE purpose = 'service'`,
    );
    const { body: old } = await give('service');
    const refused = await city.cast.clerk.post(`/v1/consents/${old.id}/withdrawal`);
    expect(refused.body).toMatchObject({ status: 409, code: 'privacy.service_needs_consent' });
    city.advance(9 * 86_400_000);
    expect((await give('service')).body).toMatchObject({ code: 'privacy.outdated_text', version: '2026-02' });
    expect((await give('service', '2026-02')).status).toBe(201);
    expect((await city.cast.clerk.get(`/v1/consents/${old.id}`)).body.state).toBe('withdrawn');
  });

  it('are given once, however often at once', async () => {
    const who = city.cast.contractor;
    const body = { purpose: 'reminders', version: '2026-01', channel: 'app' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => who.post('/v1/consents', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it.each([
    [{ purpose: 'everything' }, '/purpose'],
    [{ channel: 'pigeon' }, '/channel'],
    [{ version: '' }, '/version'],
  ])('refuse %j', async (changes, pointer) => {
    const body = { purpose: 'reminders', version: '2026-01', channel: 'web', ...changes };
    const { body: problem } = await city.cast.stranger.post('/v1/consents', body);
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
});
