import { canSee } from '../../../libs/lines/metrology/src/capabilities/capability.policy';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { allPages, seenBy } from '../../support/seen-by';

let serial = 0;
const gauges = (facts: object = {}): object => ({
  ...{
    service: 'calibration',
    instrument: `精密压力表 ${++serial}`,
    methodNo: 'JJG 49-2013',
    rangeLow: '0',
    rangeHigh: '60',
  },
  ...{ rangeUnit: 'MPa', uConstant: '0.002', uProportional: '0.0005', scopeSource: 'cnas', accreditationNo: 'CNAS L9' },
  ...{ validFrom: '2024-01-01', validTo: '2027-12-31', priceFen: 12_000, promisedDays: 5, ...facts },
});

const idsOf = (items: any[]): string[] => items.map(({ id }) => id);

describe('what laboratories can do', () => {
  let city: TestCity;
  let laboratory: Caller;
  beforeAll(async () => {
    city = await startCity();
    ({ laboratory } = city.cast);
  });
  afterAll(() => city.close());

  const state = async (facts: object, caller = laboratory): Promise<any> => {
    const { status, body } = await caller.post('/v1/metrology-capabilities', facts);
    expect([status, body.code, body.errors]).toEqual([201, undefined, undefined]);
    return body;
  };
  const patch = (record: any, change: object, caller = laboratory): Promise<Answer> =>
    caller.patch(`/v1/metrology-capabilities/${record.id}`, change, { 'if-match': `"${record.version}"` });

  it('is stated by the administrator of a laboratory, in one spelling', async () => {
    const body = await state(gauges({ rangeUnit: 'ＭＰａ', uUnit: 'kPa', uConstant: '2', methodNo: 'JJG　49-2013' }));
    expect(body).toMatchObject({
      ...{ laboratoryId: laboratory.organisationId, state: 'active', quantity: 'pressure', rangeUnit: 'MPa' },
      ...{ uUnit: 'kPa', coverageFactor: '2', methodNo: 'JJG 49-2013', methodTitle: null, version: 1 },
    });
    const [row] = await city.db.query('SELECT * FROM metrology_capabilities WHERE id = $1', [body.id]);
    expect(row).toMatchObject({ range_high_si: '60000000', u_constant_si: '2000', zero_si: '0' });
    const warm = await state(
      gauges({ rangeLow: '-30', rangeHigh: '150', rangeUnit: '℃', uConstant: '0.1', uProportional: '0' }),
    );
    const [celsius] = await city.db.query('SELECT * FROM metrology_capabilities WHERE id = $1', [warm.id]);
    expect(celsius).toMatchObject({ range_low_si: '243.15', zero_si: '273.15', u_constant_si: '0.1' });
    const { metrologyClerk, laboratoryInspector, machineShop, operator, regulator } = city.cast;
    for (const caller of [metrologyClerk, laboratoryInspector, machineShop, operator, regulator]) {
      const answer = await caller.post('/v1/metrology-capabilities', gauges());
      expect([answer.status, answer.body.code]).toEqual([403, 'access.forbidden']);
    }
  });

  it('may verify only with an authorisation in force', async () => {
    // The inspection institute is an institution, but none of metrology.
    const { admin } = city.cast;
    const facts = gauges({ service: 'verification', scopeSource: 'public_standard' });
    const refused = await admin.post('/v1/metrology-capabilities', facts);
    expect([refused.status, refused.body.code]).toEqual([422, 'metrology.not_authorised']);
    const calibrates = await state(gauges(), admin);
    const verifies = await state(facts);
    await city.db.query(
      `UPDATE qualifications SET valid_to = '2026-03-01' WHERE organisation_id = $1 AND user_id IS NULL`,
      [laboratory.organisationId],
    );
    expect((await patch(verifies, { priceFen: 1 })).body.code).toBe('metrology.not_authorised');
    expect((await patch(verifies, { state: 'suspended' })).body).toMatchObject({ state: 'suspended', version: 2 });
    expect((await patch({ ...verifies, version: 2 }, { state: 'active' })).body.code).toBe('metrology.not_authorised');
    expect((await patch(calibrates, { priceFen: 0 }, admin)).body).toMatchObject({ priceFen: 0 });
    await city.db.query(
      `UPDATE qualifications SET valid_to = '2035-12-31' WHERE organisation_id = $1 AND user_id IS NULL`,
      [laboratory.organisationId],
    );
  });

  it('stands once for each service, instrument, method, range and scope', async () => {
    const facts = gauges();
    const racing = await Promise.all(
      Array.from({ length: 8 }, () =>
        laboratory.post('/v1/metrology-capabilities', { ...facts, rangeHigh: '60000', rangeUnit: 'kPa' }),
      ),
    );
    expect(racing.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
    const first = racing.find(({ status }) => status === 201)?.body;
    // The same range in another unit is the same range.
    const again = await laboratory.post('/v1/metrology-capabilities', facts);
    expect([again.body.code, again.body.existing]).toEqual([
      'metrology.capability_exists',
      { id: first.id, href: `/v1/metrology-capabilities/${first.id}` },
    ]);
    const other = await state({ ...facts, rangeHigh: '25' });
    const widened = await patch(other, { rangeHigh: '60' });
    expect([widened.status, widened.body.existing.id]).toEqual([409, first.id]);
    expect((await patch(first, { state: 'withdrawn' })).status).toBe(200);
    expect((await patch(other, { rangeHigh: '60' })).status).toBe(200);
    const dead = await patch({ ...first, version: 2 }, { priceFen: 5 });
    expect([dead.status, dead.body.code]).toEqual([409, 'metrology.capability_withdrawn']);
  });

  it('changes on the ground of the version that was read, and keeps its history', async () => {
    const one = await state(gauges({ limitation: '仅限水介质' }));
    const path = `/v1/metrology-capabilities/${one.id}`;
    expect((await laboratory.patch(path, { priceFen: 1 })).body.code).toBe('precondition.required');
    const racing = await Promise.all([1, 2, 3].map((priceFen) => patch(one, { priceFen })));
    expect(racing.map(({ body }) => body.code ?? 'changed').toSorted()).toEqual([
      ...['changed', 'precondition.stale', 'precondition.stale'],
    ]);
    const two = (await laboratory.get(path)).body;
    const changed = await patch(two, { uConstant: '0.001', limitation: null, coverageFactor: null, rangeLow: '-0.1' });
    expect(changed.body).toMatchObject({ uConstant: '0.001', limitation: null, coverageFactor: '2', version: 3 });
    const { body: history } = await city.cast.stranger.get(`${path}/history`);
    expect(history.items.map(({ event }: any) => event)).toEqual(['enter', 'change', 'change']);
    for (const [change, pointer, code] of [
      [{ priceFen: null }, '/priceFen', 'field.required'],
      [{ rangeHigh: '-1' }, '/rangeHigh', 'field.too_small'],
      [{ rangeUnit: 'kg' }, '/rangeUnit', 'field.other_quantity'],
      [{ uUnit: 'mm' }, '/uUnit', 'field.other_quantity'],
      [{ uConstant: '0', uProportional: '0' }, '/uConstant', 'field.too_small'],
      [{ coverageFactor: '0.5' }, '/coverageFactor', 'field.too_small'],
      [{ coverageFactor: '6' }, '/coverageFactor', 'field.too_large'],
      [{ validTo: '2020-01-01' }, '/validTo', 'field.too_small'],
      [{ instrument: 'ﷺ'.repeat(90) }, '/instrument', 'field.too_long'],
      [{ service: 'verification' }, '/service', 'field.unknown'],
      [{ rangeUnit: 'furlong' }, '/rangeUnit', 'field.not_allowed'],
      [{ uConstant: '1e-3' }, '/uConstant', 'field.wrong_type'],
    ] as const) {
      const { status, body } = await patch(changed.body, change);
      expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ pointer, code })]);
    }
    const { metrologyAdmin, laboratoryInspector } = city.cast;
    for (const caller of [metrologyAdmin, laboratoryInspector]) {
      const answer = await patch(changed.body, { priceFen: 1 }, caller);
      expect([answer.status, answer.body.code]).toEqual([403, 'access.forbidden']);
    }
    expect((await patch(changed.body, { state: 'suspended' })).status).toBe(200);
    // What is not offered does not exist for others.
    for (const caller of [metrologyAdmin, city.cast.stranger]) {
      expect([(await caller.get(path)).status, (await caller.get(`${path}/history`)).status]).toEqual([404, 404]);
    }
    expect((await patch({ ...changed.body, version: 4 }, { priceFen: 1 }, metrologyAdmin)).status).toBe(404);
  });

  it('is listed to everybody exactly as the policy says, by each filter', async () => {
    const seen = new Set<number>();
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const expected = await seenBy(city, caller, 'metrology_capabilities', canSee);
      const listed = idsOf(await allPages(caller, '/v1/metrology-capabilities'));
      expect([name, listed.toSorted()]).toEqual([name, expected.toSorted()]);
      seen.add(listed.length);
    }
    expect(seen.size).toBeGreaterThan(1);
    const every = await allPages(laboratory, '/v1/metrology-capabilities');
    for (const [query, test] of [
      ['quantity=temperature', ({ quantity }: any) => quantity === 'temperature'],
      ['service=verification', ({ service }: any) => service === 'verification'],
      ['state=suspended', (one: any) => one.state === 'suspended'],
      ['scopeSource=public_standard', ({ scopeSource }: any) => scopeSource === 'public_standard'],
      [`laboratoryId=${laboratory.organisationId}`, (one: any) => one.laboratoryId === laboratory.organisationId],
      ['q=卡尺', ({ instrument }: any) => instrument.includes('卡尺')],
      ['q=JJG 52-2013', ({ methodNo }: any) => methodNo === 'JJG 52-2013'],
      ['q=，', () => false],
    ] as [string, (capability: any) => boolean][]) {
      const found = await allPages(laboratory, `/v1/metrology-capabilities?${encodeURI(query)}`);
      expect([query, idsOf(found).toSorted()]).toEqual([query, idsOf(every.filter(test)).toSorted()]);
    }
    expect((await laboratory.get('/v1/metrology-capabilities?quantity=beauty')).status).toBe(400);
  });
});
