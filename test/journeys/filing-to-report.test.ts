import { startCity, type TestCity } from '../support/city';
import { given, TODAY } from '../support/given';
import { until } from '../support/until';

describe('from a filing to a report that anybody can verify', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
  });
  afterAll(() => city.close());

  it('issues the report, moves the filing and the next due date', async () => {
    const { cast } = city;
    const filing = await given(city).filing('concluded');
    expect(filing).toMatchObject({ state: 'concluded', conclusion: 'pass', nextInspectionDueOn: '2029-03-31' });

    expect((await cast.checker.post(`/v1/reports/${filing.reportId}/check`)).body).toMatchObject({ state: 'checked' });
    const approved = await cast.signatory.post(`/v1/reports/${filing.reportId}/approval`);
    expect(approved.body).toMatchObject({ state: 'approved', number: 'DT-2026-000001' });

    const issued = await until(async () => {
      const { body } = await cast.contractor.get(`/v1/elevator-filings/${filing.id}`);
      return body.state === 'report_issued' && body;
    });
    const device = (await cast.userUnit.get(`/v1/elevators/${issued.elevator.id}`)).body;
    expect(device).toMatchObject({ lastPassedOn: TODAY, nextInspectionDueOn: '2029-03-31' });

    const file = await cast.userUnit.get(`/v1/reports/${filing.reportId}/file`);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const mark = await cast.contractor.get(`/v1/reports/${filing.reportId}/file?document=mark`);
    expect(mark.raw.subarray(0, 5).toString()).toBe('%PDF-');

    const { verificationUrl } = (await cast.userUnit.get(`/v1/reports/${filing.reportId}`)).body;
    const verified = await cast.nobody.get(new URL(verificationUrl).pathname);
    expect(verified.body).toMatchObject({ status: 'valid', number: 'DT-2026-000001' });
  });
});
