import type { Answer } from '../../support/client';
import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import {
  asGauge,
  asGeneral,
  asScale,
  CALIPER,
  GAUGE,
  gaugeReadings,
  ok,
  orderLife,
  type OrderLife,
  SCALE,
  scaleReadings,
} from './order-life';

describe('a result', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  const calibration = { service: 'calibration' };
  async function assigned(facts: object, method: string, change: object = {}): Promise<any> {
    const owner = city.cast.machineShop;
    const { items } = await life.received([await life.instrument(facts, owner)], method, change, owner);
    return life.assign(items[0].id);
  }
  const refusal = ({ status, body }: Answer): unknown[] => [status, body.code];
  const measured = async (id: string): Promise<any> =>
    ok(await city.cast.verifier.get(`/v1/metrology-items/${id}/result`));

  it('of a gauge is computed from its readings, row by row', async () => {
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    const item = ok(await life.enter(id, asGauge(gaugeReadings())));
    expect(item).toMatchObject({ state: 'result_entered', conclusion: 'pass', validUntil: '2026-09-01' });
    const { rows, checks, ...measurement } = await measured(id);
    expect(measurement).toMatchObject({ revision: 1, template: 'pressure_gauge', decisionRule: 'simple_acceptance' });
    expect(rows).toHaveLength(10);
    // U = 0.0002 + 0.001 · 1.6 = 0.0018 MPa; 2.5 % of the span in the upper tenth.
    expect(rows[8]).toMatchObject({
      ...{ nominal: '1.6', reference: '1.6', indication: '1.605', error: '0.0050', mpe: '0.04', uncertainty: '0.0018' },
      ...{ k: '2', unit: 'MPa', direction: 'up', conformity: 'pass' },
    });
    expect(checks.map(({ isMet }: any) => isMet)).toEqual([true, true, true, true, true]);
    // The client reads the certificate, not the laboratory's raw record.
    expect((await city.cast.machineShop.get(`/v1/metrology-items/${id}/result`)).status).toBe(404);
    expect((await city.cast.machineShop.get(`/v1/metrology-items/${id}`)).body).toMatchObject({ conclusion: null });
    await expect(city.db.query('UPDATE metrology_results SET error = 0')).rejects.toThrow('append-only');
    await expect(city.db.query('DELETE FROM metrology_measurements')).rejects.toThrow('append-only');
  });

  it('needs the template of the method, and only its readings', async () => {
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    const row = { reference: '1', indication: '1' };
    const wrong = await life.enter(id, asGeneral('MPa', [row]));
    expect(wrong.body).toMatchObject({ status: 422, code: 'metrology.wrong_template', expected: 'pressure_gauge' });
    const two = { ...asGauge(gaugeReadings()), general: { unit: 'MPa', rows: [row] } };
    expect(refusal(await life.enter(id, two))).toEqual([422, 'metrology.wrong_template']);
    const none = await life.enter(id, { template: 'pressure_gauge' });
    expect(none.body.errors).toMatchObject([{ pointer: '/pressureGauge', code: 'field.required' }]);
  });

  it('needs readings inside the range, enough of them, and a ledger that knows the instrument', async () => {
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    const { points, ...rest } = gaugeReadings() as any;
    const high = [...points.slice(1), { ...points[0], nominal: '1.61' }];
    const outside = await life.enter(id, asGauge({ ...rest, points: high }));
    expect(outside.body).toMatchObject({ code: 'metrology.reading_out_of_range', points: ['1.61'], high: '1.6' });
    const few = await life.enter(id, asGauge({ ...rest, points: points.slice(0, 4) }));
    expect(few.body).toMatchObject({ code: 'metrology.readings_incomplete', missing: ['5 points', 'nominal 1.6'] });

    const blank = await assigned({ ...SCALE, division: undefined }, 'JJG 539-2016');
    const missing = await life.enter(blank.id, asScale(scaleReadings()));
    expect(missing.body).toMatchObject({ code: 'metrology.instrument_fact_missing', missing: ['division'] });
  });

  it('is measured on a day between the receipt and today, with standards that were valid then', async () => {
    const { cast } = city;
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    for (const performedOn of ['2026-03-01', '2026-03-03']) {
      const answer = await life.enter(id, { ...asGauge(gaugeReadings()), performedOn });
      expect(answer.body.errors).toMatchObject([{ pointer: '/performedOn' }]);
    }
    const facts = { name: '数字压力计', measuringRange: '(0~2) MPa', accuracy: '0.05级', traceabilityNo: 'T-1' };
    const standard = async (changes: object): Promise<any> =>
      ok(await cast.metrologyClerk.post('/v1/measurement-standards', { ...facts, traceableUntil: TODAY, ...changes }));
    const expired = await standard({ serialNo: 'S-1', traceableUntil: '2026-03-01' });
    const unassessed = await standard({ serialNo: 'S-2', assessmentNo: 'A-1', assessedUntil: '2026-03-01' });
    const good = await standard({ serialNo: 'S-3' });
    const foreign = ok(await cast.laboratoryInspector.get('/v1/measurement-standards')).items[0];
    for (const { id: bad } of [expired, unassessed, foreign]) {
      const answer = await life.enter(id, { ...asGauge(gaugeReadings()), standardIds: [good.id, bad] });
      expect([...refusal(answer), answer.body.standards]).toEqual([422, 'metrology.standard_not_valid', [bad]]);
    }
    const put = { 'if-match': `"${good.version}"` };
    ok(await cast.metrologyClerk.patch(`/v1/measurement-standards/${good.id}`, { isInUse: false }, put));
    const away = await life.enter(id, { ...asGauge(gaugeReadings()), standardIds: [good.id] });
    expect(refusal(away)).toEqual([422, 'metrology.standard_not_valid']);
    const valid = (await cast.verifier.get(`/v1/measurement-standards?validOn=${TODAY}&limit=100`)).body.items;
    for (const { id: bad } of [expired, unassessed, good]) expect(valid.map((one: any) => one.id)).not.toContain(bad);
    expect((await cast.hospital.get('/v1/measurement-standards')).status).toBe(403);
    expect((await cast.laboratory.get(`/v1/measurement-standards/${good.id}`)).status).toBe(404);
  });

  it('states no uncertainty below the capability, and no verification that is undetermined', async () => {
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    const below = await life.enter(id, { ...asGauge(gaugeReadings()), uncertainty: { value: '0.0005', k: '2' } });
    expect(below.body).toMatchObject({
      ...{ status: 422, code: 'metrology.uncertainty_below_cmc', at: '0.4', cmc: '0.0006', unit: 'MPa', k: '2' },
    });
    // MPE 0.0256: with U = 0.02 an error of 0.01 is neither within nor beyond the limit.
    const open = await life.enter(id, { ...asGauge(gaugeReadings()), uncertainty: { value: '0.02', k: '2' } });
    expect(refusal(open)).toEqual([422, 'metrology.undetermined']);
    const stated = ok(await life.enter(id, { ...asGauge(gaugeReadings()), uncertainty: { value: '0.004', k: '2' } }));
    expect(stated.conclusion).toBe('pass');
    expect((await measured(id)).rows[0]).toMatchObject({ uncertainty: '0.004', error: '0.005' });
  });

  it('holds no longer than its cycle, and needs a day where there is none', async () => {
    const { id } = await assigned(GAUGE, 'JJG 52-2013');
    const until = (validUntil: string) => life.enter(id, { ...asGauge(gaugeReadings()), validUntil });
    const long = await until('2026-09-02');
    expect([...refusal(long), long.body.latest]).toEqual([422, 'metrology.validity_too_long', '2026-09-01']);
    expect((await until('2026-03-01')).body.errors).toMatchObject([{ pointer: '/validUntil' }]);
    expect(ok(await until('2026-06-01'))).toMatchObject({ validUntil: '2026-06-01' });

    const unbound = { ...GAUGE, purpose: 'other', catalogueItemCode: undefined };
    const loose = await assigned(unbound, 'JJG 52-2013');
    expect(refusal(await life.enter(loose.id, asGauge(gaugeReadings())))).toEqual([422, 'metrology.no_cycle']);
    const chosen = { ...asGauge(gaugeReadings()), validUntil: '2027-03-01' };
    expect(ok(await life.enter(loose.id, chosen))).toMatchObject({ validUntil: '2027-03-01' });
  });

  it('of a calibration gives values and uncertainties, and judges only where the client asked', async () => {
    const rows = ['0', '50', '150'].map((reference) => ({
      nominal: reference,
      reference,
      indication: reference,
      mpe: '0.02',
    }));
    const plain = await assigned(CALIPER, 'JJG 30-2012', calibration);
    const refused = await life.enter(plain.id, asGeneral('MPa', rows));
    expect(refused.body).toMatchObject({ code: 'metrology.other_unit', unit: 'MPa', quantity: 'length' });
    expect(ok(await life.enter(plain.id, asGeneral('mm', rows)))).toMatchObject({ conclusion: null, validUntil: null });
    // U = 0.01 + 0.00001 · 150 = 0.0115 mm, printed 0.012
    expect((await measured(plain.id)).rows[2]).toMatchObject({
      uncertainty: '0.012',
      error: '0.000',
      conformity: null,
    });

    const asked = await assigned(CALIPER, 'JJG 30-2012', { ...calibration, decisionRule: 'guard_band' });
    const found = [...rows, { ...rows[1], indication: '50.02' }];
    expect(ok(await life.enter(asked.id, asGeneral('mm', found)))).toMatchObject({ conclusion: 'undetermined' });
    expect((await measured(asked.id)).rows.map(({ conformity }: any) => conformity)).toEqual([
      ...['pass', 'pass', 'pass', 'undetermined'],
    ]);
  });

  it('keeps what was found before an adjustment beside what was left', async () => {
    const { id } = await assigned(CALIPER, 'JJG 30-2012', { ...calibration, decisionRule: 'simple_acceptance' });
    const row = { label: '外测量爪', nominal: '50', reference: '50', mpe: '0.04' };
    const rows = [
      { ...row, indication: '50.10', status: 'as_found' },
      { ...row, indication: '50.00', status: 'as_left', run: 1, direction: 'up' },
    ];
    expect(ok(await life.enter(id, asGeneral('mm', rows)))).toMatchObject({ conclusion: 'pass' });
    expect((await measured(id)).rows).toMatchObject([
      { status: 'as_found', conformity: 'fail', error: '0.100' },
      { status: 'as_left', conformity: 'pass', direction: 'up', run: 1 },
    ]);
  });
});
