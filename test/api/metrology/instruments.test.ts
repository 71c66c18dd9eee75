import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { caliper, gauge, ledgerOf } from './ledger';

describe('the ledger of instruments', () => {
  let city: TestCity;
  let hospital: Caller;
  beforeAll(async () => {
    city = await startCity();
    ({ hospital } = city.cast);
  });
  afterAll(() => city.close());

  const { register, patch, read } = ledgerOf(() => city);

  it('enters an instrument with what follows from its facts', async () => {
    const body = await register(gauge({ serialNo: ' Ｎo. 7 ', lastVerifiedOn: '2025-08-31' }));
    expect(body).toMatchObject({
      ...{
        serialNo: 'No. 7',
        state: 'filed',
        isFiled: true,
        status: 'in_use',
        isMandatory: true,
        districtCode: '370602',
      },
      range: { quantity: 'pressure', low: '0', high: '1.6', unit: 'MPa' },
      regulation: { number: 'JJG 52-2013', cycleMonths: 6 },
      // 2025-08-31 + 6 months: there is no 31 February.
      ...{ lastVerifiedOn: '2025-08-31', validUntil: '2026-02-28', dueOn: '2026-02-28', submitMode: 'either' },
      ...{ isUseProhibited: false, certificateNo: null, version: 1, openEvents: [] },
    });
    expect(body.ledgerNo).toMatch(/^JL-\d+-0000\d\d$/);
    const { body: history } = await hospital.get(`/v1/instruments/${body.id}/history`);
    expect(history.items).toEqual([expect.objectContaining({ event: 'enter', fromState: null, toState: 'filed' })]);
  });

  it.each([
    ['another use', { purpose: 'other' }, false, 'JJG 52-2013'],
    ['no item of the catalogue', { catalogueItemCode: undefined }, false, undefined],
    ['an item that is only type-approved', { catalogueItemCode: 'QJ-06' }, false, 'JJG 669'],
    ['an item with several regulations', { catalogueItemCode: 'QJ-21' }, true, 'JJG 693-2011'],
    ['a chosen regulation', { catalogueItemCode: 'QJ-21', regulationSeries: 'JJG 695' }, true, 'JJG 695-2019'],
    ['any of the four purposes', { purpose: 'environmental_monitoring' }, true, 'JJG 52-2013'],
  ])('knows whether the law binds it: %s', async (_, facts, isMandatory, number) => {
    const body = await register(gauge(facts));
    expect([body.isMandatory, body.regulation?.number]).toEqual([isMandatory, number]);
  });

  it('gives an item its own cycle, and the instrument the last word', async () => {
    const meter = { name: '水表', measuringRange: 'DN20', purpose: 'trade_settlement', catalogueItemCode: 'QJ-10' };
    const small = await register(gauge({ ...meter, lastVerifiedOn: '2024-02-29' }));
    expect(small).toMatchObject({ range: null, regulation: { number: 'JJG 162-2019', cycleMonths: 72 } });
    expect(small.validUntil).toBe('2030-02-28');
    const own = await register(gauge({ cycleMonths: 3, lastVerifiedOn: '2026-01-15' }));
    expect([own.regulation.cycleMonths, own.validUntil]).toEqual([3, '2026-04-14']);
    const stated = await register(gauge({ lastVerifiedOn: '2026-01-15', validUntil: '2026-05-01' }));
    expect(stated.validUntil).toBe('2026-05-01');
  });

  it('has each instrument once, until it is scrapped', async () => {
    const facts = gauge();
    const first = await register(facts);
    const again = await hospital.post('/v1/instruments', { ...facts, serialNo: `${first.serialNo}　` });
    expect([again.status, again.body.code]).toEqual([409, 'metrology.instrument_exists']);
    expect(again.body.existing).toEqual({
      id: first.id,
      ledgerNo: first.ledgerNo,
      href: `/v1/instruments/${first.id}`,
    });
    // The same serial number of another owner, model or name is another instrument.
    await register(facts, city.cast.machineShop);
    await register({ ...facts, modelSpec: 'Y-150' });
    const other = await register(gauge());
    const renamed = await patch(other, { serialNo: first.serialNo });
    expect([renamed.status, renamed.body.code, renamed.body.existing.id]).toEqual([
      ...[409, 'metrology.instrument_exists', first.id],
    ]);
    expect((await patch(first, { status: 'scrapped' })).body).toMatchObject({ status: 'scrapped', dueOn: null });
    const successor = await register(facts);
    const revived = await patch(await read(first.id), { status: 'in_use' });
    expect([revived.status, revived.body.existing.id]).toEqual([409, successor.id]);
  });

  it('enters one of twenty equal requests, and gives no number twice', async () => {
    const { laboratory } = city.cast;
    const facts = caliper();
    const answers = await Promise.all(Array.from({ length: 20 }, () => laboratory.post('/v1/instruments', facts)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)]);
    const codes = new Set(answers.flatMap(({ body }) => body.code ?? []));
    expect([...codes]).toEqual(['metrology.instrument_exists']);
    const batches = await Promise.all(
      Array.from({ length: 6 }, () =>
        laboratory.post('/v1/instruments/batches', { rows: [caliper(), caliper(), facts, caliper()] }),
      ),
    );
    expect(batches.map(({ status, body }) => [status, body.accepted])).toEqual(Array(6).fill([207, 3]));
    const { body } = await laboratory.get('/v1/instruments?limit=100');
    const numbers = body.items
      .map(({ ledgerNo }: any) => Number(ledgerNo.split('-')[2]))
      .toSorted((a: number, b: number) => a - b);
    expect(numbers).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
    expect(new Set(body.items.map(({ ledgerNo }: any) => ledgerNo.split('-')[1])).size).toBe(1);
  });

  it("opens one ledger for two who enter an owner's first instruments at once", async () => {
    const { equipmentManager } = city.cast;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => equipmentManager.post('/v1/instruments', caliper())),
    );
    const numbers = answers.map(({ body }) => body.ledgerNo);
    expect(new Set(numbers).size).toBe(5);
    expect(new Set(numbers.map((number) => number.split('-')[1])).size).toBe(1);
  });

  it('wants a district where the law binds', async () => {
    const { stranger } = city.cast;
    await city.db.query(`UPDATE organisations SET district_code = NULL WHERE id = $1`, [stranger.organisationId]);
    const refused = await stranger.post('/v1/instruments', gauge());
    expect([refused.status, refused.body.code]).toEqual([422, 'metrology.district_required']);
    expect((await register(caliper(), stranger)).districtCode).toBeNull();
    const draft = await register(gauge({ isDraft: true }), stranger);
    expect(draft).toMatchObject({ state: 'draft', isFiled: false, isMandatory: true });
    const early = await stranger.post(`/v1/instruments/${draft.id}/filing`);
    expect([early.status, early.body.code]).toEqual([422, 'metrology.district_required']);
    const placed = await patch(draft, { districtCode: '370681' }, stranger);
    expect((await stranger.post(`/v1/instruments/${draft.id}/filing`)).body).toMatchObject({ state: 'filed' });
    const moved = await patch({ ...placed.body, version: placed.body.version + 1 }, { districtCode: null }, stranger);
    expect([moved.status, moved.body.code]).toEqual([422, 'metrology.district_required']);
  });

  it('is entered only by those who keep a ledger', async () => {
    const { verifier, expert, regulator, nobody } = city.cast;
    for (const caller of [verifier, expert]) {
      expect((await caller.post('/v1/instruments', gauge())).body.code).toBe('access.forbidden');
    }
    expect((await nobody.post('/v1/instruments', gauge())).status).toBe(401);
    // The authority has instruments of its own, too.
    expect((await regulator.post('/v1/instruments', caliper())).status).toBe(201);
  });
});
