import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, READY_SITE, TODAY } from '../../support/given';

/** General items and key items of the lift checklist. */
const GENERAL = [1, 2, 3, 5];
const KEY = 4;

describe('the visit of the inspectors', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const act = (caller: Caller, { id }: { id: string }, event: string, body?: object): Promise<Answer> =>
    caller.post(`/v1/elevator-filings/${id}/${event}`, body);
  const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`);

  /** An accepted filing of a device with these facts. */
  async function accepted(facts: object): Promise<any> {
    const { contractor, clerk } = city.cast;
    const { id: elevatorId } = await given(city).elevator(facts);
    const { body } = await contractor.post('/v1/elevator-filings', { elevatorId });
    await act(contractor, body, 'submission');
    return (await act(clerk, body, 'acceptance')).body;
  }

  async function findings(filing: { id: string }, results: Record<number, string> = {}): Promise<object[]> {
    const { items } = (await city.cast.inspector.get(`/v1/elevator-filings/${filing.id}/checklist`)).body;
    return items.map(({ no }: { no: number }) => ({ no, result: results[no] ?? 'pass' }));
  }

  const conclude = async (filing: { id: string }, items: object[], facts: object = {}): Promise<Answer> =>
    act(city.cast.inspector, filing, 'conclusion', { inspectedOn: TODAY, items, ...facts });

  it('costs what the rule in force says, line by line', async () => {
    const { finance, clerk } = city.cast;
    const tall = await act(finance, await accepted({ floors: 18 }), 'fee-assessment');
    expect(tall.body).toMatchObject({ state: 'fee_assessed', feeFen: 68_000 });
    expect(tall.body.feeLines).toEqual([
      { code: 'base', label: expect.any(Object), quantity: 1, unitFen: 38_000, amountFen: 38_000 },
      {
        code: 'floors',
        label: { zh: '7层起每层加收', en: expect.any(String) },
        quantity: 12,
        unitFen: 2_500,
        amountFen: 30_000,
      },
    ]);
    expect((await act(clerk, await accepted({ floors: 6 }), 'fee-assessment')).body.feeFen).toBe(38_000);
    const escalator = { categoryCode: '3310', floors: null, stops: null, doors: null };
    const high = await accepted({ ...escalator, liftHeightM: '6.01', isPublicTransport: true });
    expect((await act(clerk, high, 'fee-assessment')).body.feeFen).toBe(30_000 + 6_000 + 9_000);
    const low = await accepted({ ...escalator, liftHeightM: '6' });
    expect((await act(clerk, low, 'fee-assessment')).body.feeFen).toBe(30_000);
  });

  it('cannot be charged while a fact is missing, and says which', async () => {
    const { clerk, userUnit } = city.cast;
    const filing = await accepted({ floors: null });
    const { status, body } = await act(clerk, filing, 'fee-assessment');
    expect([status, body.code, body.missing]).toEqual([422, 'elevators.fee_fact_missing', 'floors']);
    expect(body.href).toBe(`/v1/elevators/${filing.elevator.id}`);
    expect((await userUnit.patch(body.href, { floors: 7 }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await act(clerk, filing, 'fee-assessment')).body.feeFen).toBe(40_500);
    const unnamed = await act(clerk, await accepted({ categoryCode: null }), 'fee-assessment');
    expect([unnamed.status, unnamed.body.missing]).toEqual([422, 'categoryCode']);
  });

  it('is agreed for a day on which it may take place', async () => {
    const { clerk } = city.cast;
    const filing = await given(city).filing('paid');
    const agree = (scheduledOn: unknown, scheduledPeriod: unknown = 'morning'): Promise<Answer> =>
      act(clerk, filing, 'appointment', { scheduledOn, scheduledPeriod });
    const early = await agree('2026-03-01');
    expect([early.status, early.body.code, early.body.earliestOn]).toEqual([
      422,
      'elevators.scheduled_too_early',
      TODAY,
    ]);
    for (const day of ['2026-02-30', '2026-W10-1', '2026-03-02T09:00', 20260302, null]) {
      expect(pointers(await agree(day))).toEqual(['/scheduledOn field.wrong_type']);
    }
    expect(pointers(await agree(TODAY, 'evening'))).toEqual(['/scheduledPeriod field.not_allowed']);
    expect((await agree('2026-03-20', 'afternoon')).body).toMatchObject({
      ...{ state: 'scheduled', scheduledOn: '2026-03-20', scheduledPeriod: 'afternoon' },
    });
    const { items } = (await clerk.get(`/v1/elevator-filings/${filing.id}/history`)).body;
    expect(items.at(-1).details).toEqual({ scheduledOn: '2026-03-20', scheduledPeriod: 'afternoon' });
  });

  it('is made by two inspectors or more, each licensed on the day', async () => {
    const { admin, inspector, secondInspector, checker, stranger, clerk } = city.cast;
    const filing = await given(city).filing('scheduled');
    const send = (inspectorIds: unknown): Promise<Answer> => act(admin, filing, 'dispatch', { inspectorIds });
    const [first, second] = [inspector.userId, secondInspector.userId];
    expect(pointers(await send([first]))).toEqual(['/inspectorIds field.too_few']);
    expect(pointers(await send([first, first]))).toEqual(['/inspectorIds field.repeated']);
    expect((await send([first, 'nobody'])).status).toBe(400);
    expect((await send(Array(11).fill(first))).status).toBe(400);
    for (const other of [checker.userId, stranger.userId, '0190a000-0000-7000-8000-000000000000']) {
      const { status, body } = await send([first, second, other]);
      expect([status, body.code, body.inspectorIds]).toEqual([422, 'elevators.inspectors_unqualified', [other]]);
      expect(body.on).toBe(TODAY);
    }
    const licence = (until: string): Promise<unknown> =>
      city.db.query('UPDATE qualifications SET valid_to = $1 WHERE user_id = $2', [until, second]);
    await licence('2026-03-01');
    expect((await send([first, second])).body.inspectorIds).toEqual([second]);
    await licence('2035-12-31');
    expect((await act(clerk, filing, 'dispatch', { inspectorIds: [first, second] })).status).toBe(403);
    expect((await send([first, second])).body).toMatchObject({ state: 'dispatched', inspectorIds: [first, second] });
  });

  it('starts when the site is ready, and only for the inspectors who were sent', async () => {
    const { admin, inspector, secondInspector } = city.cast;
    const filing = await given(city).filing('dispatched');
    const bad = {
      temperatureC: '40.1',
      supplyVoltageDeviationPercent: '-7.1',
      isGuarded: false,
      isMaintainerPresent: false,
    };
    const { status, body } = await act(inspector, filing, 'arrival', bad);
    expect([status, body.code, body.unmet]).toEqual([422, 'elevators.site_not_ready', Object.keys(bad)]);
    expect(body.detail).toContain('isGuarded');
    const { temperatureC: _, ...incomplete } = READY_SITE;
    expect(pointers(await act(inspector, filing, 'arrival', incomplete))).toEqual(['/temperatureC field.required']);
    const typed = { ...READY_SITE, temperatureC: 21.5, isGuarded: 'true' };
    expect(pointers(await act(inspector, filing, 'arrival', typed))).toHaveLength(2);
    expect((await act(admin, filing, 'arrival', READY_SITE)).body.code).toBe('workflow.not_a_party');
    const stay = [inspector.userId, admin.userId];
    await city.db.query('UPDATE elevator_filings SET inspector_ids = $1 WHERE id = $2', [stay, filing.id]);
    expect((await act(secondInspector, filing, 'arrival', READY_SITE)).body.code).toBe('workflow.not_a_party');
    const edge = { ...READY_SITE, temperatureC: '5', supplyVoltageDeviationPercent: '7.0' };
    expect((await act(inspector, filing, 'arrival', edge)).body).toMatchObject({
      ...{ state: 'on_site', siteConditions: { temperatureC: '5', supplyVoltageDeviationPercent: '7.0' } },
    });
  });

  it('follows the checklist of the kind of device', async () => {
    const { inspector } = city.cast;
    const checklist = async (facts: object): Promise<any[]> =>
      (await inspector.get(`/v1/elevator-filings/${(await accepted(facts)).id}/checklist`)).body.items;
    const lift = await checklist({});
    expect(lift.map(({ no }) => no)).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
    expect(lift.filter(({ isKey }) => isKey)).toHaveLength(25);
    expect(lift[6]).toEqual({ no: 7, name: '制动器', nameEn: 'Brake', isKey: true });
    const escalator = await checklist({ categoryCode: '3310', liftHeightM: '5' });
    expect(escalator).toHaveLength(20);
    expect(escalator[7].name).toBe('扶手带入口保护');
    expect(await checklist({ categoryCode: null })).toEqual(lift);
  });

  it('is concluded as passed when every item is, with a draft report that keeps a snapshot', async () => {
    const { inspector, userUnit, contractor } = city.cast;
    const filing = await given(city).filing('on_site');
    const items = await findings(filing, { 43: 'not_applicable' });
    const { status, body } = await conclude(filing, items, { remark: '运行正常' });
    expect([status, body.state, body.conclusion]).toEqual([200, 'concluded', 'pass']);
    expect(body).toMatchObject({ inspectedOn: TODAY, nextInspectionDueOn: '2029-03-31', inspectionRemark: '运行正常' });
    expect(body.items).toHaveLength(43);
    const { body: report } = await inspector.get(`/v1/reports/${body.reportId}`);
    expect(report).toMatchObject({ state: 'draft', revision: 1, number: null, authorId: inspector.userId });
    expect(report.content).toMatchObject({
      ...{ conclusion: 'pass', nextInspectionDueOn: '2029-03-31', filing: { number: filing.number } },
      device: { internalNo: filing.elevator.internalNo, categoryName: '曳引驱动乘客电梯', ratedLoadKg: '1000' },
      inspection: { inspectedOn: TODAY, keyFailed: 0, generalFailed: 0, rectified: 0, remark: '运行正常' },
    });
    expect(report.content.inspectors).toHaveLength(2);
    const device = `/v1/elevators/${filing.elevator.id}`;
    await userUnit.patch(device, { model: 'another' }, { 'if-match': '"1"' });
    expect((await inspector.get(`/v1/reports/${body.reportId}`)).body.content).toEqual(report.content);
    // Nothing has happened to the device before the report is issued.
    expect((await contractor.get(device)).body).toMatchObject({
      lastPassedOn: null,
      nextInspectionDueOn: '2026-03-31',
    });
  });

  it.each([
    ['one rectified general item', { 1: 'rectified' }, 'pass_after_rectification'],
    ['three, rectified or supervised', { 1: 'rectified', 2: 'monitored', 3: 'rectified' }, 'pass_after_rectification'],
    ['four rectified general items', Object.fromEntries(GENERAL.map((no) => [no, 'rectified'])), 'fail'],
    ['a general item that simply failed', { 1: 'fail' }, 'fail'],
    ['a key item that failed', { [KEY]: 'fail' }, 'fail'],
    ['a key item under supervision', { [KEY]: 'monitored' }, 'fail'],
  ])('with %s ends as the rule says', async (_, results, conclusion) => {
    const filing = await given(city).filing('on_site');
    const items = await findings(filing, results);
    const without = await conclude(filing, items);
    if (conclusion === 'pass_after_rectification') {
      expect([without.status, without.body.code]).toEqual([422, 'elevators.opinion_notice_needed']);
      const { body } = await conclude(filing, items, { opinionNoticeNo: 'TZS-DT-26000123' });
      expect(body).toMatchObject({ conclusion, opinionNoticeNo: 'TZS-DT-26000123', nextInspectionDueOn: '2029-03-31' });
    } else {
      expect(without.body).toMatchObject({ state: 'concluded', conclusion, nextInspectionDueOn: null });
    }
  });

  it('is not concluded on incomplete, repeated, unknown or untimely findings', async () => {
    const filing = await given(city).filing('on_site');
    const whole = await findings(filing);
    const incomplete = async (items: object[]): Promise<[unknown, unknown]> => {
      const { status, body } = await conclude(filing, items);
      expect([status, body.code]).toEqual([422, 'elevators.items_incomplete']);
      return [body.missing, body.unknown];
    };
    expect(await incomplete(whole.slice(2))).toEqual([[1, 2], []]);
    expect(await incomplete([...whole, { no: 44, result: 'pass' }])).toEqual([[], [44]]);
    expect(await incomplete([...whole, { no: 7, result: 'fail' }])).toEqual([[], [7]]);
    expect(pointers(await conclude(filing, []))).toEqual(['/items field.too_few']);
    expect(pointers(await conclude(filing, [{ no: 1, result: '√' }]))).toEqual(['/items/0/result field.not_allowed']);
    expect(pointers(await conclude(filing, [{ no: '1', result: 'pass' }]))).toEqual(['/items/0/no field.wrong_type']);
    expect((await conclude(filing, [null as never])).status).toBe(400);
    expect((await conclude(filing, [...whole, ...Array(200).fill(whole[0])])).status).toBe(400);
    expect(pointers(await conclude(filing, whole, { inspectedOn: '2026-03-03' }))).toEqual([
      '/inspectedOn field.too_large',
    ]);
    for (const inspectedOn of ['2026-03-01', '2025-03-31', '2021-01-01', '1999-01-01']) {
      const { status, body } = await conclude(filing, whole, { inspectedOn });
      expect([status, body.code, body.earliestOn]).toEqual([422, 'elevators.scheduled_too_early', TODAY]);
    }
    expect((await city.cast.inspector.get(`/v1/elevator-filings/${filing.id}`)).body).toEqual(asItWas(filing));
    const [one, two] = await Promise.all([conclude(filing, whole), conclude(filing, whole)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
  });

  /** The filing as its inspector sees it: the same record with other open events. */
  const asItWas = (filing: any): any => ({ ...filing, openEvents: expect.any(Array) });

  it('is concluded again, as a second revision, when its report was returned', async () => {
    const { checker, inspector, contractor } = city.cast;
    const filing = await given(city).filing('concluded');
    const report = `/v1/reports/${filing.reportId}`;
    expect((await checker.post(`${report}/return`, { reason: '第7项须复核' })).body.state).toBe('returned');
    const back = (await contractor.get(`/v1/elevator-filings/${filing.id}`)).body;
    expect(back).toMatchObject({ state: 'on_site', conclusion: null, reportId: filing.reportId });
    const again = await conclude(filing, await findings(filing, { [KEY]: 'fail' }));
    expect(again.body).toMatchObject({ state: 'concluded', conclusion: 'fail', reportId: filing.reportId });
    const { body } = await inspector.get(report);
    expect(body).toMatchObject({ state: 'draft', revision: 2, content: { conclusion: 'fail' } });
    const { items } = (await inspector.get(`/v1/elevator-filings/${filing.id}/history`)).body;
    expect(items.slice(-3).map(({ event, note }: any) => [event, note])).toEqual([
      ['conclude', null],
      ['return_report', '第7项须复核'],
      ['conclude', null],
    ]);
  });
});
