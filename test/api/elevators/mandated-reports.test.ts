import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { mandate, revoke, revokeSeeded } from '../../support/mandates';
import { type ReportLife, reportLife } from '../reports/report-life';

describe('a report, for who acts for the user unit', () => {
  let city: TestCity;
  let life: ReportLife;
  let report: any;
  let elevatorId: string;
  beforeAll(async () => {
    city = await startCity();
    life = reportLife(city);
    const { id } = await life.approved();
    await city.startWorker();
    report = await life.issued(id);
    const { body } = await city.cast.clerk.get(`/v1/elevator-filings/${report.subjectId}`);
    elevatorId = body.elevator.id;
    await revokeSeeded(city);
  });
  afterAll(() => city.close());

  const addresses = (): string[] =>
    ['', '/history', '/file', '/file?document=mark'].map((end) => `/v1/reports/${report.id}${end}`);
  const statuses = (caller: Caller): Promise<number[]> =>
    Promise.all(addresses().map(async (address) => (await caller.get(address)).status));
  const isListed = async (caller: Caller): Promise<boolean> =>
    (await caller.get('/v1/reports?limit=100')).body.items.some(({ id }: any) => id === report.id);

  it('is there exactly while a mandate to receive reports over the device lives', async () => {
    const { userUnit, contractor, stranger } = city.cast;
    const other = await given(city).elevator();
    const table: [facts: object, holder: Caller, isSeen: boolean][] = [
      [{ coversAll: true, scopes: ['file', 'pay'] }, contractor, false],
      [{ coversAll: true, scopes: ['receive_reports'] }, contractor, true],
      [{ subjectIds: [elevatorId], scopes: ['receive_reports'] }, contractor, true],
      [{ subjectIds: [elevatorId], scopes: ['file'] }, contractor, false],
      [{ subjectIds: [other.id] }, contractor, false],
      [{ subjectIds: [other.id, elevatorId] }, stranger, true],
      [{ coversAll: true, validFrom: '2026-03-03' }, contractor, false],
      [{ coversAll: true, validFrom: '2026-01-01', validTo: TODAY }, contractor, true],
    ];
    for (const [facts, holder, isSeen] of table) {
      const held = await mandate(userUnit, holder, facts);
      const expected = [...Array(4).fill(isSeen ? 200 : 404), isSeen];
      expect([facts, ...(await statuses(holder)), await isListed(holder)]).toEqual([facts, ...expected]);
      await revoke(userUnit, held);
      expect([...(await statuses(holder)), await isListed(holder)]).toEqual([404, 404, 404, 404, false]);
      expect([...(await statuses(userUnit)), await isListed(userUnit)]).toEqual([200, 200, 200, 200, true]);
    }
    // The contractor made the filing, and keeps that in view.
    expect((await contractor.get(`/v1/elevator-filings/${report.subjectId}`)).status).toBe(200);
  });

  it('is no draft to anybody by a mandate', async () => {
    const { userUnit, contractor } = city.cast;
    await mandate(userUnit, contractor, { coversAll: true });
    const { id } = await life.draft();
    expect((await contractor.get(`/v1/reports/${id}`)).status).toBe(404);
    const listed = (await contractor.get('/v1/reports')).body.items.map((item: any) => item.id);
    expect(listed).toEqual([report.id]);
  });
});
