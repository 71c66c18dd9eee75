import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { until } from '../../support/until';

describe('once the report of a filing is out', () => {
  let city: TestCity;
  let passed: any;
  let failed: any;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
    passed = await given(city).filing('concluded');
    failed = await failedFiling();
    await Promise.all([passed, failed].map(issue));
  });
  afterAll(() => city.close());

  async function failedFiling(): Promise<any> {
    const { inspector } = city.cast;
    const filing = await given(city).filing('on_site');
    const { items } = (await inspector.get(`/v1/elevator-filings/${filing.id}/checklist`)).body;
    const findings = items.map(({ no }: any) => ({ no, result: no === 7 ? 'fail' : 'pass' }));
    const body = { inspectedOn: TODAY, items: findings };
    return (await inspector.post(`/v1/elevator-filings/${filing.id}/conclusion`, body)).body;
  }

  async function issue({ id, reportId }: any): Promise<void> {
    await city.cast.checker.post(`/v1/reports/${reportId}/check`);
    await city.cast.signatory.post(`/v1/reports/${reportId}/approval`);
    await until(async () => (await city.cast.clerk.get(`/v1/elevator-filings/${id}`)).body.state === 'report_issued');
  }

  const rate = (caller: Caller, id: string, body: object = { grade: 5 }): Promise<Answer> =>
    caller.post(`/v1/elevator-filings/${id}/rating`, body);

  it('a device that passed has its next date, and may be filed again only when that comes near', async () => {
    const { contractor } = city.cast;
    const device = (await contractor.get(`/v1/elevators/${passed.elevator.id}`)).body;
    expect(device).toMatchObject({ isUseProhibited: false, lastPassedOn: TODAY, nextInspectionDueOn: '2029-03-31' });
    const { body } = await contractor.post('/v1/elevator-filings', { elevatorId: device.id });
    expect(body).toMatchObject({ code: 'elevators.too_early', earliestOn: '2029-01-31' });
  });

  it('a device that failed must not be used, keeps its due date, gets no mark, and can be filed again', async () => {
    const { contractor, userUnit } = city.cast;
    const device = (await contractor.get(`/v1/elevators/${failed.elevator.id}`)).body;
    expect(device).toMatchObject({ isUseProhibited: true, lastPassedOn: null, nextInspectionDueOn: '2026-03-31' });
    expect((await userUnit.get(`/v1/reports/${failed.reportId}/file`)).status).toBe(200);
    expect((await userUnit.get(`/v1/reports/${failed.reportId}/file?document=mark`)).status).toBe(404);
    const { headers } = await userUnit.get(`/v1/elevators/${device.id}`);
    const lift = await userUnit.patch(
      `/v1/elevators/${device.id}`,
      { isUseProhibited: false },
      { 'if-match': headers.etag ?? '' },
    );
    expect([lift.status, lift.body.errors?.[0].pointer]).toEqual([400, '/isUseProhibited']);
    expect((await contractor.post('/v1/elevator-filings', { elevatorId: device.id })).status).toBe(201);
  });

  it('those who were served rate it, once each, in five grades and dimensions', async () => {
    const { contractor, userUnit, clerk } = city.cast;
    const whole = { grade: 5, timeliness: 4, expertise: 5, attitude: 3, price: 1, comment: '很好' };
    const first = await rate(contractor, passed.id, whole);
    expect([first.status, first.body]).toEqual([
      ...[201, expect.objectContaining({ ...whole, raterOrganisationId: contractor.organisationId })],
    ]);
    const again = await rate(contractor, passed.id, { grade: 1 });
    expect([again.status, again.body.code]).toEqual([409, 'ratings.already_rated']);
    const both = await Promise.all([rate(userUnit, passed.id, { grade: 2 }), rate(userUnit, passed.id, { grade: 2 })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { items } = (await clerk.get(`/v1/elevator-filings/${passed.id}/rating`)).body;
    expect(items.map(({ grade, comment }: any) => [grade, comment])).toEqual([
      [5, '很好'],
      [2, null],
    ]);
  });

  it('nobody else rates it, and nobody before', async () => {
    const { clerk, inspector, regulator, stranger, contractor } = city.cast;
    for (const caller of [clerk, inspector, regulator]) {
      const { status, body } = await rate(caller, failed.id);
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    expect((await rate(stranger, failed.id)).body.code).toBe('record.not_found');
    expect((await stranger.get(`/v1/elevator-filings/${failed.id}/rating`)).status).toBe(404);
    const { id } = await given(city).filing('submitted');
    const early = await rate(contractor, id);
    expect([early.status, early.body.code, early.body.from]).toEqual([
      ...[409, 'workflow.wrong_state', ['report_issued', 'archived']],
    ]);
    expect((await clerk.get(`/v1/elevator-filings/${id}/rating`)).body).toEqual({ items: [] });
  });

  it.each([
    [{}, '/grade field.required'],
    [{ grade: 6 }, '/grade field.too_large'],
    [{ grade: 0 }, '/grade field.too_small'],
    [{ grade: '5' }, '/grade field.wrong_type'],
    [{ grade: 4.5 }, '/grade field.wrong_type'],
    [{ grade: 5, attitude: 6 }, '/attitude field.too_large'],
    [{ grade: 5, beauty: 5 }, '/beauty field.unknown'],
    [{ grade: 5, comment: '好'.repeat(1001) }, '/comment field.too_long'],
  ])('a rating of %j is refused', async (body, problem) => {
    const answer = await rate(city.cast.userUnit, failed.id, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)).toEqual([problem]);
  });
});
