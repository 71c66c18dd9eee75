import { ReportService } from '@nqi/platform/reports';
import { Transactions } from '@nqi/shared/database';
import { type Cast, startCity, type TestCity } from '../../support/city';
import { asGauge, GAUGE, gaugeReadings, orderLife } from '../metrology/order-life';
import { ok, type ReportLife, reportLife } from './report-life';

const DAY_MS = 86_400_000;

describe('the numbers of reports and what they freeze', () => {
  let city: TestCity;
  let cast: Cast;
  let life: ReportLife;
  beforeAll(async () => {
    city = await startCity();
    ({ cast } = city);
    life = reportLife(city);
  });
  afterAll(() => city.close());

  const approve = async ({ id }: any): Promise<any> => ok(await cast.signatory.post(`/v1/reports/${id}/approval`));

  /** An approval whose transaction fails after it took its number. */
  async function approveAndRollBack({ id }: any): Promise<void> {
    const { userId, organisationId } = cast.signatory;
    const actor = { userId, organisationId, roles: new Set(['signatory']) } as never;
    const failing = city.app.get(Transactions).run(async (tx) => {
      await city.app.get(ReportService).approve(actor, id);
      const [{ number }] = await tx.sql<any>('SELECT number FROM reports WHERE id = $1', [id]);
      throw new Error(`taken: ${number}`);
    });
    await expect(failing).rejects.toThrow(/^taken: DT-2026-\d{6}$/);
  }

  it('have no gap, although some of many approvals at once are rolled back after they took one', async () => {
    const reports: any[] = [];
    for (let n = 0; n < 10; n += 1) reports.push(await life.checked());
    await Promise.all(reports.map((report, n) => (n % 3 === 1 ? approveAndRollBack(report) : approve(report))));
    for (const [n, report] of reports.entries()) if (n % 3 === 1) await approve(report);
    const { items } = ok(await cast.clerk.get('/v1/reports?state=approved&limit=100'));
    const numbers = items.map(({ number }: any) => number).sort();
    expect(numbers).toEqual(reports.map((_, n) => `DT-2026-${String(n + 1).padStart(6, '0')}`));
  });

  it('are given once, however often approval is asked for', async () => {
    const report = await life.checked();
    const answers = await Promise.all([1, 2, 3].map(() => cast.signatory.post(`/v1/reports/${report.id}/approval`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const key = { 'idempotency-key': 'approve-1' };
    const other = await life.checked();
    const first = await cast.signatory.post(`/v1/reports/${other.id}/approval`, undefined, key);
    const replayed = await cast.signatory.post(`/v1/reports/${other.id}/approval`, undefined, key);
    expect([first.status, replayed.status]).toEqual([200, 200]);
    expect(replayed.headers['idempotent-replayed']).toBe('true');
    expect(replayed.body).toEqual(first.body);
  });

  it('freeze the report: the database refuses every change of what was signed, and its removal', async () => {
    const { id } = await life.approved();
    const changes = [
      `content = jsonb_set(content, '{conclusion}', '"fail"')`,
      ...["number = 'DT-2026-999999'", "token = 'x'", 'author_id = approver_id', 'checker_id = author_id'],
      ...['approver_id = checker_id', 'number = NULL', "content = 'null'"],
    ];
    for (const change of changes) {
      const attempt = city.db.query(`UPDATE reports SET ${change} WHERE id = $1`, [id]);
      await expect(attempt).rejects.toMatchObject({ code: '23001' });
    }
    await expect(city.db.query('DELETE FROM reports WHERE id = $1', [id])).rejects.toMatchObject({ code: '23001' });
    await expect(
      city.db.query(`UPDATE record_history SET note = 'x' WHERE record_id = $1`, [id]),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it('leave a draft open for a new writing', async () => {
    const { id } = await life.draft();
    await city.db.query(`UPDATE reports SET content = '{}' WHERE id = $1`, [id]);
    expect(ok(await cast.clerk.get(`/v1/reports/${id}`)).content).toEqual({});
    await expect(city.db.query('DELETE FROM reports WHERE id = $1', [id])).rejects.toMatchObject({ code: '23001' });
  });

  it('begin with 1 in each kind, at each institution and in each year', async () => {
    const metrology = orderLife(city);
    const { items } = await metrology.received([await metrology.instrument(GAUGE)], 'JJG 52-2013');
    const { reportId } = await metrology.result(items[0].id, asGauge(gaugeReadings()));
    ok(await cast.metrologyChecker.post(`/v1/reports/${reportId}/check`));
    const { number } = ok(await cast.metrologySignatory.post(`/v1/reports/${reportId}/approval`));
    expect(number).toBe('JD-2026-000001');
    const [before, elsewhere, after] = [await life.checked(), await life.checked(), await life.checked()];
    // No institution of the demo city does what another one does.
    const { organisationId } = cast.metrologySignatory;
    await city.db.query('UPDATE reports SET institution_id = $2 WHERE id = $1', [elsewhere.id, organisationId]);
    const approval = ok(await cast.metrologySignatory.post(`/v1/reports/${elsewhere.id}/approval`));
    expect(approval.number).toBe('DT-2026-000001');
    expect((await approve(before)).number).toMatch(/^DT-2026-\d{6}$/);
    city.advance(365 * DAY_MS);
    expect((await approve(after)).number).toBe('DT-2027-000001');
  });
});
