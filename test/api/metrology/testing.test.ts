import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import { until } from '../../support/until';
import { ok, orderLife } from './order-life';
import { BOLTS, hardness, results, row, STRENGTH, testingLife, type TestingLife } from './testing-life';

describe('a sample that is to be tested', () => {
  let city: TestCity;
  let life: TestingLife;
  beforeAll(async () => {
    city = await startCity();
    life = testingLife(city);
    await city.startWorker();
  });
  afterAll(() => city.close());

  const report = async (id: string): Promise<any> => ok(await city.cast.metrologyClerk.get(`/v1/reports/${id}`));

  it('is sent, tested and reported: the failed parameter is named, and what lies out of scope is, too', async () => {
    const { cast } = city;
    const capability = await life.capability();
    const item = await life.assigned();
    expect(item).toMatchObject({
      ...{ service: 'testing', instrument: null, sample: BOLTS, priceFen: 60_000, promisedOn: '2026-03-09' },
      test: { ...STRENGTH, basis: ['GB/T 228.1-2021', 'GB/T 230.1-2018'], promisedDays: 5 },
    });
    const { body: forTester } = await cast.verifier.get(`/v1/metrology-items/${item.id}`);
    expect(forTester.openEvents.map(({ event }: any) => event)).toContain('enter_test_result');
    expect(forTester.openEvents.map(({ event }: any) => event)).not.toContain('enter_result');
    const rows = [row({ result: '742', verdict: 'fail', capabilityId: capability.id }), hardness()];
    const { reportId, ...entered } = ok(await life.enter(item.id, results(rows)));
    expect(entered).toMatchObject({ state: 'result_entered', conclusion: 'fail', performedOn: TODAY });
    // The client learns the result from the report, not before.
    expect((await cast.machineShop.get(`/v1/metrology-items/${item.id}`)).body.conclusion).toBeNull();
    expect((await cast.machineShop.get(`/v1/metrology-items/${item.id}/test-result`)).status).toBe(404);
    const kept = ok(await cast.metrologyChecker.get(`/v1/metrology-items/${item.id}/test-result`));
    expect(kept.results).toMatchObject([
      { verdict: 'fail', method: 'GB/T 228.1-2021', outOfScope: null, accreditationNo: '230020340001' },
      { verdict: 'pass', method: 'GB/T 230.1-2018', outOfScope: 'not_approved', accreditationNo: null },
    ]);
    await orderLife(city).approve(reportId);
    const issued = await until(async () => {
      const found = await report(reportId);
      return found.state === 'issued' && found;
    });
    expect(issued).toMatchObject({ kind: 'metrology_test_report', number: expect.stringMatching(/^JC-2026-\d{6}$/) });
    const done = ok(await cast.machineShop.get(`/v1/metrology-items/${item.id}`));
    expect(done).toMatchObject({ state: 'reported', conclusion: 'fail', reportId });
    expect(ok(await cast.machineShop.get(`/v1/metrology-orders/${item.orderId}`)).state).toBe('completed');
    const told = async () => JSON.stringify((await cast.machineShop.get('/v1/notices?limit=100')).body.items);
    await until(async () => (await told()).includes('报告可下载，样品可取回'));
    expect(await told()).not.toContain('器具');
    const [{ content }] = await city.db.query('SELECT content FROM reports WHERE id = $1', [reportId]);
    expect(content).toMatchObject({
      failed: ['抗拉强度'],
      ...{ conclusion: 'fail', decisionRule: 'simple_acceptance' },
      laboratory: { badge: { number: '230020340001' } },
    });
    const file = await cast.machineShop.get(`/v1/reports/${reportId}/file`);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await cast.hospital.get(`/v1/reports/${reportId}`)).status).toBe(404);
    ok(await cast.metrologyClerk.post(`/v1/metrology-items/${item.id}/hand-back`, {}));
  });

  it('has no conclusion without a verdict, and no mark where nothing lies within the approval', async () => {
    const item = await life.assigned({}, [{ sample: BOLTS, test: { ...STRENGTH, judgement: [] } }]);
    const refused = await life.enter(item.id, results([row(), hardness({ verdict: 'not_judged' })]));
    expect(refused.body).toMatchObject({ code: 'metrology.no_judgement_basis', rows: [1] });
    const rows = [row({ verdict: 'not_judged', requirement: undefined }), hardness({ verdict: 'not_judged' })];
    const { reportId, conclusion } = ok(await life.enter(item.id, results(rows)));
    expect(conclusion).toBeNull();
    const content = async () =>
      (await city.db.query('SELECT content FROM reports WHERE id = $1', [reportId]))[0].content;
    expect(await content()).toMatchObject({
      conclusion: null,
      judgement: [],
      decisionRule: 'none',
      laboratory: { badge: null },
    });
    // Sent back and entered again: one report, two revisions of what was found.
    ok(await city.cast.metrologyChecker.post(`/v1/reports/${reportId}/return`, { reason: '结果单位有误' }));
    const again = ok(await life.enter(item.id, results(rows.map((one) => ({ ...one, unit: 'N/mm²' })))));
    expect(again).toMatchObject({ reportId, state: 'result_entered' });
    const tests = await city.db.query('SELECT revision FROM metrology_tests WHERE item_id = $1 ORDER BY 1', [item.id]);
    expect(tests.map(({ revision }: any) => revision)).toEqual([1, 2]);
    await expect(city.db.query('DELETE FROM metrology_tests')).rejects.toThrow('append-only');
  });

  it('by a standard that is over is reported as such, and out of scope; an approval ends, too', async () => {
    const old = { sample: BOLTS, test: { ...STRENGTH, parameters: ['抗拉强度'], basis: ['GB/T 228.1-2010'] } };
    const item = await life.assigned({}, [old]);
    const approved = await life.capability({ methodNo: 'GB/T 228.1-2010' });
    const over = await life.capability({ validTo: '2026-03-01' });
    const scopes = async (rows: object[]): Promise<unknown[]> => {
      const { reportId } = ok(await life.enter(item.id, results(rows)));
      const { results: kept } = ok(await city.cast.verifier.get(`/v1/metrology-items/${item.id}/test-result`));
      ok(await city.cast.metrologyChecker.post(`/v1/reports/${reportId}/return`, { reason: '再核' }));
      return kept.map(({ outOfScope }: any) => outOfScope);
    };
    const method = 'GB/T 228.1-2021';
    expect(
      await scopes([
        row({ capabilityId: approved.id }),
        row({ capabilityId: over.id, method }),
        row({ capabilityId: approved.id, method }),
        row({ capabilityId: approved.id, parameter: '断后伸长率' }),
      ]),
    ).toEqual(['method_not_in_force', 'not_valid', 'other_method', 'other_parameter']);
    const [{ content }] = await city.db.query(`SELECT content FROM reports WHERE subject_id = $1`, [item.id]);
    expect(content.basis).toMatchObject([{ status: 'superseded', replacedBy: ['GB/T 228.1-2021'] }]);
  });

  it('is refused with what to do next', async () => {
    const { cast } = city;
    const line = { sample: BOLTS, test: STRENGTH };
    const code = async (change: object, lines?: object[]) => (await life.draft(change, lines)).body;
    expect(await code({}, [{ sample: BOLTS, test: { ...STRENGTH, basis: ['GB/T 1.1-1999'] } }])).toMatchObject({
      ...{ code: 'standards.unknown', numbers: ['GB/T 1.1-1999'] },
    });
    expect((await code({}, [{ ...line, test: { ...STRENGTH, basis: ['随便'] } }])).code).toBe('standards.bad_number');
    const gauge = await orderLife(city).instrument(undefined, cast.machineShop);
    const shape = [{ pointer: '/items/0/instrumentId', code: 'field.not_allowed' }];
    expect((await code({}, [{ ...line, instrumentId: gauge.id }])).errors).toMatchObject(shape);
    expect((await code({}, [{ sample: BOLTS }])).errors).toMatchObject([{ pointer: '/items/0/test' }]);
    expect((await code({ service: 'calibration' })).errors).toHaveLength(3);

    const draft = ok(await life.draft());
    const changed = await cast.machineShop.patch(
      `/v1/metrology-orders/${draft.id}`,
      { items: [line, { ...line, sample: { ...BOLTS, batchNo: 'B2' } }] },
      { 'if-match': `"${draft.version}"` },
    );
    expect(ok(changed).items.map(({ sample }: any) => sample.batchNo)).toEqual(['B20260201', 'B2']);
    const { items } = ok(await cast.machineShop.post(`/v1/metrology-orders/${draft.id}/order-submission`));
    const lines = items.map(({ id: itemId }: any) => ({ itemId, priceFen: 100 }));
    const quoted = await cast.metrologyClerk.post(`/v1/metrology-orders/${draft.id}/quotation`, { lines });
    expect(quoted.body.errors).toMatchObject([{ pointer: '/lines/0/promisedDays', code: 'field.required' }]);

    const item = await life.assigned({ decisionRule: 'guard_band' });
    const sure = { uncertainty: { value: '5.0', k: '2' } };
    const enter = async (rows: object[], facts = {}) => (await life.enter(item.id, results(rows, facts))).body;
    expect(await enter([row()])).toMatchObject({ code: 'metrology.parameters_missing', missing: ['洛氏硬度'] });
    expect(await enter([row({ subcontractor: '他所' }), hardness()])).toMatchObject({
      ...{ code: 'metrology.subcontract_not_agreed', rows: [1] },
    });
    expect((await enter([row({ requirement: undefined }), hardness()])).errors[0].pointer).toBe(
      '/results/0/requirement',
    );
    // A guard band needs an uncertainty, of everything that is measured and judged.
    const unsure = [
      row({ unit: undefined }),
      hardness({ ...sure, verdict: 'not_judged' }),
      row({ unit: undefined, result: '无裂纹' }),
    ];
    expect((await enter(unsure)).errors).toEqual([
      expect.objectContaining({ pointer: '/results/0/uncertainty', code: 'field.required' }),
    ]);
    expect((await enter([row(), hardness()], { startedOn: '2026-03-01' })).errors[0].pointer).toBe('/startedOn');
    expect((await enter([row(), hardness()], { performedOn: '2026-03-03' })).errors[0].pointer).toBe('/performedOn');
    const foreign = { capabilityId: item.id };
    expect((await enter([row({ ...foreign, ...sure }), hardness(sure)])).code).toBe('metrology.no_capability');
    const stranger = await cast.secondVerifier.post(`/v1/metrology-items/${item.id}/test-result`, results([row()]));
    expect(stranger.body.code).toBe('workflow.not_a_party');
    const assignment = { verifierId: cast.metrologyClerk.userId };
    const assigned = await cast.metrologyAdmin.post(`/v1/metrology-items/${item.id}/assignment`, assignment);
    expect(assigned.body.code).toBe('metrology.no_tester');
    const address = (value: string | null) =>
      city.db.query('UPDATE organisations SET address = $1 WHERE id = $2', [value, cast.machineShop.organisationId]);
    const [{ address: known }] = await city.db.query('SELECT address FROM organisations WHERE id = $1', [
      cast.machineShop.organisationId,
    ]);
    await address(null);
    expect(await enter([row(sure), hardness(sure)])).toMatchObject({
      ...{ status: 422, code: 'reports.incomplete' },
      errors: [{ pointer: '/client/address', clause: 'ISO/IEC 17025:2017 7.8.2.1 e' }],
    });
    await address(known);
    const twice = await Promise.all([1, 2].map(() => life.enter(item.id, results([row(sure), hardness(sure)]))));
    expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [{ content }] = await city.db.query('SELECT content FROM reports WHERE subject_id = $1', [item.id]);
    expect(content.decisionRule).toBe('guard_band');
    expect(content.rows.map(({ uncertainty }: any) => uncertainty)).toEqual([sure.uncertainty, sure.uncertainty]);
  });
});

describe('the annex of an approval', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('is stated and changed by the laboratory, and read by everybody', async () => {
    const { metrologyAdmin, laboratory, machineShop } = city.cast;
    const capability = await testingLife(city).capability({ methodNo: 'gbt228.1-2021' });
    expect(capability.methodNo).toBe('GB/T 228.1-2021');
    const path = `/v1/testing-capabilities/${capability.id}`;
    const change = { validTo: '2026-06-30' };
    const [fresh, stale] = [{ 'if-match': '"1"' }, { 'if-match': '"7"' }];
    expect((await laboratory.patch(path, change, fresh)).body.code).toBe('access.forbidden');
    expect((await metrologyAdmin.patch(path, change, stale)).body.code).toBe('precondition.stale');
    expect((await metrologyAdmin.patch(path, { validTo: '1999-01-01' }, fresh)).status).toBe(400);
    expect(ok(await metrologyAdmin.patch(path, change, fresh))).toMatchObject({ ...change, version: 2 });
    const { version: _, id: __, laboratoryId: ___, createdAt: ____, updatedAt: _____, ...facts } = capability;
    const { limitation: ______, ...again } = facts;
    expect((await metrologyAdmin.post('/v1/testing-capabilities', again)).body.code).toBe('record.duplicate');
    const list = async (query: string) => ok(await machineShop.get(`/v1/testing-capabilities?${query}`)).items;
    const own = `laboratoryId=${metrologyAdmin.organisationId}&parameter=抗拉强度`;
    expect((await list(`${own}&validOn=2026-06-30`)).map(({ id }: any) => id)).toContain(capability.id);
    expect((await list(`${own}&validOn=2026-07-01`)).map(({ id }: any) => id)).not.toContain(capability.id);
  });
});
