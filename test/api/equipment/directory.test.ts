import { startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { at, facts, givenEquipment, MONDAY, ok, PRICES, RULE } from './given-equipment';
import { canSee as canSeeEquipment } from '../../../libs/lines/equipment/src/directory/equipment.policy';
import { allPages, seenBy } from '../../support/seen-by';

const MISSING = '0190a000-0000-7000-8000-000000000000';

describe('the directory of equipment', () => {
  let city: TestCity;
  let given: ReturnType<typeof givenEquipment>;
  beforeAll(async () => {
    city = await startCity();
    given = givenEquipment(city);
  });
  afterAll(() => city.close());

  const problems = ({ body }: Answer): string[] => body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`);
  const search = async (query: string): Promise<string[]> =>
    (await allPages(city.cast.machineShop, `/v1/equipment?${query}`)).map(({ innerNo }) => innerNo);

  it('takes an entry of the national record and gives it back', async () => {
    const { equipmentManager, machineShop, equipmentFinance } = city.cast;
    const capability = {
      ...{ name: '长度', low: '0', high: '1.2', unit: 'm', resolution: '0.1', resolutionUnit: 'um' },
      ...{ uncertainty: '1.7', uncertaintyUnit: 'µm', evidence: 'JZ-1', evidenceValidTo: '2027-01-01' },
    };
    const national = {
      ...{ nameEn: 'Gauge', classificationCode: '040101', source: 'purchased', isCustomsSupervised: true },
      ...{
        originalValueFen: 380_000_000_00,
        origin: '德国',
        manufacturer: '某厂',
        capitalisedOn: '2020-05-01',
        model: 'X-1',
      },
      ...{
        functions: '测长',
        disciplines: ['46040', '410'],
        services: '检测',
        achievements: '若干',
        sharingRules: '规定',
      },
      ...{ priceNote: '面议', contactName: '管理员', contactPhone: '0535-6000007', contactEmail: 'lab@example.org' },
      postcode: '264005',
    };
    const sent = facts({ ...national, capabilities: [capability] });
    const { status, body } = await equipmentManager.post('/v1/equipment', sent);
    expect(status).toBe(201);
    const { prices: _, capabilities: __, ...kept } = sent;
    expect(body).toMatchObject({ ...kept, state: 'open', providerId: equipmentManager.organisationId, version: 1 });
    expect(body.capabilities).toMatchObject([{ ...capability, quantity: 'length', coverageFactor: '2', note: null }]);
    expect(body).toMatchObject({ prices: PRICES.internal, tariff: PRICES });
    // Somebody from outside reads the outside price.
    expect((await machineShop.get(`/v1/equipment/${body.id}`)).body.prices).toEqual(PRICES.external);
    expect((await equipmentFinance.post('/v1/equipment', facts())).status).toBe(403);
    expect((await machineShop.post('/v1/equipment', facts())).status).toBe(403);
    expect((await city.cast.operator.post('/v1/equipment', facts())).body.code).toBe('access.forbidden');
    const again = await equipmentManager.post('/v1/equipment', { ...sent });
    expect(again.body).toMatchObject({ status: 409, code: 'equipment.inner_no_taken', existing: { id: body.id } });
  });

  it.each([
    [{ name: ' ' }, '/name field.required'],
    [{ specifications: '长'.repeat(501) }, '/specifications field.too_long'],
    [{ disciplines: ['1', '22222'] }, '/disciplines field.wrong_type'],
    [{ modes: [] }, '/modes field.too_few'],
    [{ districtCode: '999999' }, '/districtCode field.unknown_district'],
    [{ innerNo: 'A\u0000' }, '/innerNo field.unreadable_characters'],
    [{ innerNo: 'A\uD800' }, '/innerNo field.unreadable_characters'],
    [{ originalValueFen: 1e20 }, '/originalValueFen field.too_large'],
    [{ modes: null }, '/modes field.wrong_type'],
    [{ disciplines: null, isCustomsSupervised: null }, '/isCustomsSupervised field.required'],
    [{ capabilities: [{ name: 'x', high: '1', unit: 'furlong' }] }, '/capabilities/0/unit field.not_allowed'],
    [{ capabilities: [{ name: 'x', low: '2', high: '1', unit: 'm' }] }, '/capabilities/0/low field.too_large'],
    [
      { capabilities: [{ name: 'x', high: '1', unit: 'm', uncertainty: '1' }] },
      '/capabilities/0/uncertaintyUnit field.required',
    ],
    [
      { capabilities: [{ name: 'x', high: '1', unit: 'm', uncertainty: '1', uncertaintyUnit: 'kg' }] },
      '/capabilities/0/uncertaintyUnit field.not_allowed',
    ],
    [
      { capabilities: [{ name: 'x', high: '1', unit: 'm', uncertainty: '0.0', uncertaintyUnit: 'm' }] },
      '/capabilities/0/uncertainty field.too_small',
    ],
    [
      { capabilities: [{ name: 'x', high: '1', unit: 'm', evidenceValidTo: '2026-01-01' }] },
      '/capabilities/0/evidence field.required',
    ],
    [{ openRule: { ...RULE, places: 0 } }, '/openRule/places field.too_small'],
    [
      { openRule: { ...RULE, weekly: [{ day: 8, from: '08:00', to: '25:00' }] } },
      '/openRule/weekly/0/day field.too_large',
    ],
    [{ prices: { external: { perHourFen: -1 } } }, '/prices/external/perHourFen field.too_small'],
    [{ secret: 1 }, '/secret field.unknown'],
  ])('refuses %j', async (changes, problem) => {
    const answer = await city.cast.equipmentManager.post('/v1/equipment', facts(changes));
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(problems(answer)).toContain(problem);
  });

  it.each([
    [{ slotMinutes: 7, minMinutes: 7, maxMinutes: 70 }, 'slotMinutes'],
    [{ minMinutes: 20 }, 'minMinutes'],
    [{ maxMinutes: 100 }, 'maxMinutes'],
    [{ minMinutes: 60, maxMinutes: 30 }, 'maxMinutes'],
    [{ weekly: [{ day: 1, from: '08:10', to: '09:00' }] }, 'weekly'],
    [{ weekly: [{ day: 1, from: '18:00', to: '08:00' }] }, 'weekly'],
  ])('refuses an opening rule that contradicts itself: %j', async (rule, problem) => {
    const { body } = await city.cast.equipmentManager.post('/v1/equipment', facts({ openRule: { ...RULE, ...rule } }));
    expect(body).toMatchObject({ status: 422, code: 'equipment.bad_open_rule', problem });
  });

  it('is changed by its provider, on the version that was read', async () => {
    const { equipmentManager, laboratory, machineShop } = city.cast;
    const { id } = await given.machine({ model: 'A', capabilities: [{ name: '力', high: '1', unit: 'kN' }] });
    const change = (body: object, version = '"1"', who = equipmentManager): Promise<Answer> =>
      who.patch(`/v1/equipment/${id}`, body, version ? { 'if-match': version } : {});
    expect((await change({ model: 'B' }, '')).status).toBe(428);
    expect((await change({ model: 'B' }, '"9"')).body.code).toBe('precondition.stale');
    expect((await change({ model: 'B' }, '"1"', laboratory)).body.code).toBe('access.forbidden');
    expect((await change({ model: 'B' }, '"1"', machineShop)).status).toBe(403);
    expect(problems(await change({ innerNo: 'other' }))).toEqual(['/innerNo field.unknown']);
    expect(problems(await change({ name: null, openRule: null, state: null }))).toEqual([
      '/name field.required',
      '/openRule field.required',
      '/state field.required',
    ]);
    const { body } = await change({ model: null, functions: '压力校验', capabilities: [] });
    expect(body).toMatchObject({ model: null, functions: '压力校验', capabilities: [], version: 2 });
    const answers = await Promise.all(['C', 'D'].map((model) => change({ model }, '"2"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { items } = (await equipmentManager.get(`/v1/equipment/${id}/history`)).body;
    expect(items.map(({ event }: any) => event)).toEqual(['enter', 'change', 'change']);
    expect((await equipmentManager.patch(`/v1/equipment/${MISSING}`, {}, { 'if-match': '"1"' })).status).toBe(404);
  });

  it('is found by words, capability, district, mode and price', async () => {
    expect(await search('q=三坐标')).toEqual(expect.arrayContaining(['CMM-01', 'CMM-02', 'L-CMM-1']));
    expect(await search('q=NMR')).toEqual(['NMR-400', 'NMR-600']);
    expect(await search('q=nmr spec')).toEqual(['NMR-400', 'NMR-600']);
    expect(await search('q=没有这种东西')).toEqual([]);
    expect(await search('quantity=length&atLeast=1&unit=m&maxU=2&uUnit=um')).toEqual(
      expect.arrayContaining(['CMM-01']),
    );
    expect(await search('q=三坐标&atLeast=1000&unit=mm')).toEqual(['L-CMM-1', 'CMM-01']);
    expect(await search('q=三坐标&atLeast=1&unit=m&maxPerHourFen=60000')).toEqual(['CMM-01']);
    expect(await search('q=三坐标&districtCode=370611')).toEqual(['L-CMM-1']);
    expect(await search('atMost=-60&unit=°C'.replace('°', '%C2%B0'))).toEqual(['ENV-1']);
    expect(await search('mode=by_sample&q=核磁')).toEqual(['NMR-400', 'NMR-600']);
    expect(await search('q=ICP&isEvidenced=true&quantity=density')).toEqual([]);
  });

  it('names the best in the city by uncertainty, with its evidence', async () => {
    const { machineShop, equipmentManager } = city.cast;
    const best = async (query: string): Promise<any[]> =>
      (await allPages(machineShop, `/v1/equipment-capabilities?${query}`)).filter(
        ({ equipment }) => !equipment.name.startsWith('测试'),
      );
    const asked = 'quantity=length&atLeast=1&unit=m&maxU=5&uUnit=um&isEvidenced=true';
    const found = await best(asked);
    expect(found.map(({ equipment }) => equipment.model)).toEqual(['PRISMO 1200', 'DELTA SLANT']);
    expect(found[0]).toMatchObject({
      uncertainty: '1.1',
      siUncertainty: '0.0000011',
      evidence: expect.stringMatching(/CD-2026/),
    });
    // What is under maintenance helps nobody today.
    const { id } = found[0].equipment;
    ok(await equipmentManager.patch(`/v1/equipment/${id}`, { state: 'maintenance' }, { 'if-match': '"1"' }));
    expect((await best(asked)).map(({ equipment }) => equipment.model)).toEqual(['DELTA SLANT']);
    ok(await equipmentManager.patch(`/v1/equipment/${id}`, { state: 'open' }, { 'if-match': '"2"' }));
    const bad = async (query: string): Promise<string[]> =>
      problems(await machineShop.get(`/v1/equipment-capabilities?${query}`));
    expect(await bad('atLeast=1')).toEqual(['/unit field.required']);
    expect(await bad('quantity=mass&atLeast=1&unit=m')).toEqual(['/unit field.not_allowed']);
    expect(await bad('atLeast=1&unit=m&maxU=1&uUnit=kg')).toEqual(['/uUnit field.not_allowed']);
    expect(await bad('atLeast=1e3&unit=m')).toEqual(['/atLeast field.wrong_type']);
  });

  it('keeps tariffs as dated rows; the day decides', async () => {
    const { equipmentManager, machineShop } = city.cast;
    const { id } = await given.machine();
    const publish = (effectiveFrom: string, fen: number): Promise<Answer> =>
      equipmentManager.post(`/v1/equipment/${id}/tariffs`, {
        effectiveFrom,
        prices: { external: { perHourFen: fen } },
      });
    expect((await publish('2026-03-01', 1)).body.code).toBe('equipment.tariff_in_past');
    expect((await publish(MONDAY, 1)).body.code).toBe('equipment.tariff_exists');
    expect((await publish('2026-02-30', 1)).body.code).toBe('request.invalid');
    const both = await Promise.all([publish('2026-03-04', 40_000), publish('2026-03-04', 50_000)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { items } = (await machineShop.get(`/v1/equipment/${id}/tariffs`)).body;
    expect(items.map(({ effectiveFrom, effectiveTo }: any) => [effectiveFrom, effectiveTo])).toEqual([
      ['2026-03-04', null],
      [MONDAY, '2026-03-03'],
    ]);
    expect((await machineShop.get(`/v1/equipment/${id}`)).body.prices.perHourFen).toBe(30_000);
    expect((await machineShop.post(`/v1/equipment/${id}/tariffs`, {})).status).toBe(403);
  });

  it('is retired only when nobody has booked it, and then is its owner’s affair', async () => {
    const { equipmentManager, machineShop } = city.cast;
    const machine = await given.machine();
    const { id } = ok(await given.draft([machine.id], at(1, 9), at(1, 10)));
    const retire = (): Promise<Answer> =>
      equipmentManager.patch(`/v1/equipment/${machine.id}`, { state: 'retired' }, { 'if-match': '"1"' });
    const refused = await retire();
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'equipment.closure_blocked',
      blockedBy: [{ kind: 'hold' }],
    });
    // It is still a draft, whose name the provider does not know.
    expect(refused.body.blockedBy[0].booking).toBeUndefined();
    ok(await machineShop.post(`/v1/equipment-bookings/${id}/cancellation`, {}));
    expect((await retire()).body.state).toBe('retired');
    expect((await machineShop.get(`/v1/equipment/${machine.id}`)).status).toBe(404);
    expect((await machineShop.get(`/v1/equipment/${machine.id}/availability`)).status).toBe(404);
    expect((await equipmentManager.get(`/v1/equipment/${machine.id}`)).status).toBe(200);
    expect((await given.draft([machine.id], at(1, 9), at(1, 10))).body.code).toBe('equipment.unknown_equipment');
  });

  it('lists for everybody exactly what the policy shows', async () => {
    const { nobody: _, ...cast } = city.cast;
    for (const caller of Object.values(cast)) {
      const listed = (await allPages(caller, '/v1/equipment')).map(({ id }) => id);
      expect(listed.sort()).toEqual((await seenBy(city, caller, 'equipment', canSeeEquipment)).sort());
    }
    expect((await city.cast.nobody.get('/v1/equipment')).status).toBe(401);
  });
});
