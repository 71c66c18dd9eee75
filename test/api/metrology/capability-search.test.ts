import { startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';

describe('who can calibrate it', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const ask = (query: string): Promise<Answer> =>
    city.cast.machineShop.get(`/v1/metrology-capabilities/search?${encodeURI(query)}`);
  const search = async (query: string): Promise<any> => {
    const { status, body } = await ask(query);
    expect([query, status, body.errors]).toEqual([query, 200, undefined]);
    return body;
  };
  const inShort = ({ items }: any): unknown[] =>
    items.map(({ laboratory, uncertainty, testUncertaintyRatio, priceFen }: any) => [
      ...[laboratory.name.slice(2, 5), `${uncertainty.value} ${uncertainty.unit}`, testUncertaintyRatio, priceFen],
    ]);

  it('answers for a 0–10 MPa gauge of class 0.4: the least uncertainty first, each with its reason', async () => {
    const body = await search('low=0&high=10&unit=MPa&accuracyClass=0.4&quantity=pressure&instrument=精密压力表');
    expect(body).toMatchObject({
      need: { quantity: 'pressure', unit: 'MPa', low: '0', high: '10', mpe: '0.04', onDay: '2026-03-02' },
      ...{ limit: 20, hasMore: false },
    });
    expect(inShort(body)).toEqual([
      ['市计量', '0.005 MPa', '8.00', 18_000],
      ['精测校', '0.01 MPa', '4.00', 12_000],
    ]);
    expect(body.items[0]).toMatchObject({
      capability: { methodNo: 'JJG 49-2013', rangeHigh: '60', service: 'calibration' },
      ...{ coverageFactor: '2', promisedDays: 5 },
      evidence: { scopeSource: 'cnas', accreditationNo: 'CNAS L0001（演示）', validTo: '2029-05-31' },
    });
  });

  it('answers in the unit of the question, the same of the same need', async () => {
    const [mega, kilo] = [
      await search('low=0&high=10&unit=MPa&mpe=0.04'),
      await search('low=0&high=10000&unit=kPa&mpe=40'),
    ];
    expect(kilo.items.map(({ capability }: any) => capability.id)).toEqual(
      mega.items.map(({ capability }: any) => capability.id),
    );
    expect(kilo.items[0].uncertainty).toEqual({ value: '2', unit: 'kPa' });
    expect(kilo.items.map((one: any) => one.testUncertaintyRatio)).toEqual(
      mega.items.map((one: any) => one.testUncertaintyRatio),
    );
    const bar = await search('low=-1&high=0&unit=bar&instrument=精密');
    // At the limit further from zero: 0.05 % of 1 bar.
    expect(bar.items[0].uncertainty).toEqual({ value: '0.0005', unit: 'bar' });
    const warm = await search('low=0&high=100&unit=℃&mpe=1');
    expect(warm.need).toMatchObject({ unit: '°C', low: '0', high: '100', mpe: '1' });
    expect(inShort(warm).slice(0, 2)).toEqual([
      ['市计量', '0.05 °C', '20.00', 15_000],
      ['精测校', '0.2 °C', '5.00', 8_000],
    ]);
  });

  it('keeps to what covers the range, is of the service, the place, the words and the day', async () => {
    const names = ({ items }: any): string[] => items.map(({ capability }: any) => capability.instrument);
    expect(names(await search('low=0&high=30&unit=MPa&instrument=精密'))).toHaveLength(1);
    expect(names(await search('low=-0.2&high=30&unit=MPa'))).toEqual([]);
    expect(names(await search('low=0&high=300&unit=mmHg&service=verification&instrument=血压'))).toEqual([
      ...['血压计和血压表', '无创自动测量血压计'],
    ]);
    expect(names(await search('low=0&high=100&unit=mm&districtCode=370611'))).toEqual(['千分尺', '通用卡尺']);
    expect(names(await search('low=0&high=100&unit=mm&districtCode=370600')).length).toBeGreaterThan(3);
    expect(names(await search('low=0&high=100&unit=mm&districtCode=370200'))).toEqual([]);
    expect(names(await search('low=0&high=100&unit=mm&scopeSource=authorisation'))).toEqual([]);
    expect(names(await search('low=0&high=10&unit=MPa&instrument=，'))).toEqual([]);
    expect(names(await search('low=0&high=10&unit=MPa&onDay=2029-05-31')).length).toBeGreaterThan(3);
    expect(names(await search('low=0&high=10&unit=MPa&onDay=2029-06-01'))).toEqual([]);
    expect(names(await search('low=0&high=10&unit=MPa&onDay=2023-05-31'))).toEqual([]);
  });

  it('says by price and days what is equally certain, and how much it leaves out', async () => {
    const { laboratory } = city.cast;
    const torque = {
      ...{ service: 'calibration', methodNo: 'JJG 707-2014', rangeLow: '5', rangeHigh: '500', rangeUnit: 'N·m' },
      ...{ uConstant: '0', uProportional: '0.01', scopeSource: 'cnas', accreditationNo: 'C', validFrom: '2024-01-01' },
      validTo: '2027-12-31',
    };
    for (const [instrument, priceFen, promisedDays] of [
      ['扳子甲', 9_000, 9],
      ['扳子乙', 9_000, 2],
      ['扳子丙', 8_000, 30],
    ] as const) {
      await laboratory.post('/v1/metrology-capabilities', { ...torque, instrument, priceFen, promisedDays });
    }
    const body = await search('low=10&high=100&unit=N.m');
    expect(body.items.map(({ capability }: any) => capability.instrument)).toEqual([
      '扳子丙',
      '扳子乙',
      '扳子甲',
      '扭矩扳子',
    ]);
    expect(body.items[0]).toMatchObject({ uncertainty: { value: '1', unit: 'N·m' }, testUncertaintyRatio: null });
    const two = await search('low=10&high=100&unit=N.m&limit=2');
    expect([two.items.length, two.limit, two.hasMore]).toEqual([2, 2, true]);
    const { status } = await city.cast.laboratory.patch(
      `/v1/metrology-capabilities/${body.items[0].capability.id}`,
      { state: 'suspended' },
      { 'if-match': '"1"' },
    );
    expect([status, (await search('low=10&high=100&unit=N.m')).items.length]).toEqual([200, 3]);
  });

  it('refuses a question that makes no sense, and says where', async () => {
    for (const [query, pointer, code] of [
      ['high=10&unit=MPa', '/low', 'field.required'],
      ['low=0&high=10&unit=furlong', '/unit', 'field.not_allowed'],
      ['low=0&high=10&unit=MPa&quantity=mass', '/quantity', 'field.other_quantity'],
      ['low=11&high=10&unit=MPa', '/high', 'field.too_small'],
      ['low=0&high=10&unit=MPa&mpe=1&accuracyClass=1', '/mpe', 'field.not_allowed'],
      ['low=10&high=10&unit=MPa&accuracyClass=1', '/accuracyClass', 'field.not_allowed'],
      ['low=0&high=1e9&unit=MPa', '/high', 'field.wrong_type'],
      ['low=0&high=9999999999999&unit=MPa', '/high', 'field.wrong_type'],
      ['low=0&high=10&unit=MPa&limit=51', '/limit', 'field.too_large'],
      ['low=0&high=10&unit=MPa&districtCode=000000', '/districtCode', 'field.wrong_type'],
      ['low=0&high=10&unit=MPa&onDay=2026-02-30', '/onDay', 'field.wrong_type'],
      ['low=0&high=10&unit=MPa&cursor=x', '/cursor', 'field.unknown'],
      ['low=0&high=10&unit=MPa&instrument=%00', '/instrument', 'field.unreadable_characters'],
    ] as const) {
      const { status, body } = await ask(query.replace('%00', '\0'));
      expect([query, status, body.errors?.[0]]).toEqual([query, 400, expect.objectContaining({ pointer, code })]);
    }
    const extreme = await search('low=-999999999999&high=999999999999.999999999999&unit=kV&mpe=0.000000000001');
    expect(extreme.items).toEqual([]);
    expect((await ask('low=0&low=1&high=10&unit=MPa')).status).toBe(400);
    expect((await city.cast.nobody.get('/v1/metrology-capabilities/search?low=0&high=1&unit=Pa')).status).toBe(401);
  });
});
