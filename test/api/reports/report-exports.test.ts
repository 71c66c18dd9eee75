import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Jobs, Sweeper } from '@nqi/shared/jobs';
import { unzipSync } from 'fflate';
import { reportExport } from '../../../libs/platform/reports/src/exports/report-export.entity';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { TODAY } from '../../support/given';
import { revokeSeeded } from '../../support/mandates';
import { until } from '../../support/until';
import { expectMissing, failsFirst, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

const ROOT = '/v1/report-exports';
const DAY = 86_400_000;

describe('many reports in one zip', () => {
  let city: TestCity;
  let life: ReportLife;
  let worker: Awaited<ReturnType<TestCity['startWorker']>>;
  let [passed, failed, draft]: any[] = [];
  beforeAll(async () => {
    city = await startCity();
    life = reportLife(city);
    [passed, failed, draft] = [await life.approved(), await life.approved(failsFirst), await life.draft()];
    worker = await city.startWorker();
    [passed, failed] = [await life.issued(passed.id), await life.issued(failed.id)];
  });
  afterAll(() => city.close());

  const over = (caller: Caller, id: string): Promise<any> =>
    until(async () => {
      const one = ok(await caller.get(`${ROOT}/${id}`));
      return !['queued', 'running'].includes(one.state) && one;
    });
  async function exported(caller: Caller, wish: object): Promise<any> {
    const ordered = await caller.post(ROOT, wish);
    // The worker may be there already.
    expect([ordered.status, ['queued', 'running'].includes(ordered.body.state as string)]).toEqual([202, true]);
    expect(ordered.headers.location).toBe(`${ROOT}/${ordered.body.id}`);
    return over(caller, ordered.body.id as string);
  }
  const itemsOf = async (caller: Caller, id: string, query = ''): Promise<any[]> =>
    ok(await caller.get(`${ROOT}/${id}/items${query}`)).items;
  const content = (caller: Caller, { id }: any, headers?: Record<string, string>): Promise<Answer> =>
    caller.get(`${ROOT}/${id}/content`, headers);

  it('holds the files under speaking names, a manifest, and says of each report what became of it', async () => {
    const { clerk } = city.cast;
    const reportIds = [passed.id, NOBODYS_ID, draft.id, failed.id];
    const one = await exported(clerk, { reportIds });
    expect(one).toMatchObject({ state: 'ready', total: 4, done: 4, contentHref: `${ROOT}/${one.id}/content` });
    const names = [`${passed.number}-report.pdf`, `${passed.number}-mark.pdf`, `${failed.number}-report.pdf`];
    expect(await itemsOf(clerk, one.id)).toEqual([
      { reportId: passed.id, outcome: 'included', files: names.slice(0, 2), code: null, detail: null },
      expect.objectContaining({ reportId: NOBODYS_ID, outcome: 'refused', code: 'record.not_found' }),
      expect.objectContaining({ reportId: draft.id, outcome: 'refused', code: 'reports.not_issued' }),
      expect.objectContaining({ reportId: failed.id, outcome: 'included', files: [names[2]] }),
    ]);
    expect((await itemsOf(clerk, one.id, '?outcome=refused')).map(({ reportId }) => reportId)).toEqual([
      ...[NOBODYS_ID, draft.id],
    ]);
    const zip = await content(clerk, one);
    expect([zip.status, zip.headers['content-type'], zip.raw.length]).toEqual([200, 'application/zip', one.bytes]);
    expect(createHash('sha256').update(zip.raw).digest('hex')).toBe(one.sha256);
    expect(zip.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('检验检测报告')}`);
    const files = unzipSync(zip.raw);
    expect(Object.keys(files)).toEqual([...names, 'manifest.csv']);
    const report = (await clerk.get(`/v1/reports/${passed.id}/file`)).raw;
    expect(Buffer.from(files[names[0] ?? ''] ?? []).equals(report)).toBe(true);
    const manifest = Buffer.from(files['manifest.csv'] ?? []).toString();
    expect(manifest.startsWith('\uFEFF编号 Number,种类 Kind')).toBe(true);
    const rows = manifest.trim().split('\r\n');
    expect(rows).toHaveLength(6);
    expect(rows[1]).toContain(`${passed.number},`);
    expect(rows[1]).toContain(`,${TODAY},有效 valid,${createHash('sha256').update(report).digest('hex')},${names[0]}`);
    expect(rows[3]).toContain(NOBODYS_ID);
  });

  it('comes in ranges, and not again to who has it', async () => {
    const { userUnit } = city.cast;
    const one = await exported(userUnit, { filter: { kind: passed.kind, issuedFrom: TODAY, issuedTo: TODAY } });
    expect(one).toMatchObject({ state: 'ready', total: 2 });
    const whole = await content(userUnit, one);
    const part = await content(userUnit, one, { range: 'bytes=100-299' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-299/${one.bytes}`]);
    expect(part.raw.equals(whole.raw.subarray(100, 300))).toBe(true);
    const last = await content(userUnit, one, { range: 'bytes=-22' });
    expect(last.raw.equals(whole.raw.subarray(-22))).toBe(true);
    const again = await content(userUnit, one, { 'if-none-match': whole.headers.etag ?? '' });
    expect([again.status, again.raw.length]).toEqual([304, 0]);
    const looked = await city.db.query(
      `SELECT event, count(*)::int AS times FROM record_history WHERE record_id = $1 AND event <> 'order' GROUP BY event`,
      [one.id],
    );
    expect(looked).toEqual(
      expect.arrayContaining([
        { event: 'finish', times: 1 },
        { event: 'download', times: 4 },
      ]),
    );
  });

  it('holds nothing that the asker may not read, by ids or by filter, and is the asker’s organisation’s alone', async () => {
    const { contractor, stranger, clerk, regulator, machineShop } = city.cast;
    for (const wish of [{ reportIds: [passed.id] }, { filter: {} }, { filter: { numbers: [passed.number] } }]) {
      const answer = await stranger.post(ROOT, wish);
      expect([answer.status, answer.body.code]).toEqual([422, 'reports.export_empty']);
    }
    // The draft is the institution's affair: to its client it is no report.
    const one = await exported(contractor, { reportIds: [draft.id, passed.id] });
    const outcomes = (await itemsOf(contractor, one.id)).map(({ outcome, code }) => [outcome, code]);
    expect(outcomes).toEqual([
      ['refused', 'record.not_found'],
      ['included', null],
    ]);
    const zip = unzipSync((await content(contractor, one)).raw);
    expect(Object.keys(zip).filter((name) => !name.startsWith(passed.number as string))).toEqual(['manifest.csv']);
    expect((await exported(regulator, { filter: { numbers: [failed.number] } })).total).toBe(1);
    for (const caller of [stranger, clerk, machineShop]) {
      for (const path of ['', '/items', '/content']) {
        expectMissing(await caller.get(`${ROOT}/${one.id}${path}`), await caller.get(`${ROOT}/${NOBODYS_ID}${path}`));
      }
      expect((await caller.post(`${ROOT}/${one.id}/cancellation`)).status).toBe(404);
      expect((await caller.get(ROOT)).body.items.map(({ id }: any) => id)).not.toContain(one.id);
    }
    expect((await contractor.get(ROOT)).body.items[0]).toEqual(one);
  });

  it('is not handed out any more when its reports ceased to be the asker’s to read', async () => {
    const { contractor } = city.cast;
    const { id } = await exported(contractor, { reportIds: [passed.id] });
    await city.db.query(`UPDATE reports SET viewer_ids = array_remove(viewer_ids, $2) WHERE id = $1`, [
      ...[passed.id, contractor.organisationId],
    ]);
    expect((await content(contractor, { id })).status).toBe(200);
    await revokeSeeded(city);
    const answer = await content(contractor, { id });
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'reports.export_outdated', gone: 1 }]);
    expect((await contractor.post(ROOT, { reportIds: [passed.id] })).body.code).toBe('reports.export_empty');
  });

  it('goes on past a file that cannot be read', async () => {
    const { userUnit, clerk } = city.cast;
    const [{ key }] = await city.db.query(
      `SELECT f.key FROM report_files f JOIN report_renderings r ON r.id = f.rendering_id WHERE r.report_id = $1`,
      [failed.id],
    );
    await writeFile(join(city.config.STORAGE_DIR, key as string), 'something else');
    const one = await exported(userUnit, { reportIds: [failed.id, passed.id] });
    expect((await itemsOf(userUnit, one.id)).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['refused', 'reports.file_unreadable'],
      ['included', null],
    ]);
    expect(ok(await clerk.get(`${ROOT}?limit=1`)).items).toHaveLength(1);
  });

  it('is packed once, however often the queue names it', async () => {
    const { clerk } = city.cast;
    const one = await exported(clerk, { reportIds: [passed.id] });
    await worker.get(Jobs).wake(reportExport, one.id as string);
    await exported(clerk, { reportIds: [passed.id] });
    const [row] = await city.db.query('SELECT attempts, state FROM report_exports WHERE id = $1', [one.id]);
    expect(row).toEqual({ attempts: 1, state: 'ready' });
  });

  it('is gone after its days, and the row says so', async () => {
    const { clerk } = city.cast;
    const one = await exported(clerk, { reportIds: [passed.id] });
    const before = await content(clerk, one);
    expect(before.status).toBe(200);
    city.advance(7 * DAY);
    expect((await content(clerk, one)).body.code).toBe('reports.export_expired');
    await worker.get(Sweeper).sweep();
    expect(ok(await clerk.get(`${ROOT}/${one.id}`))).toMatchObject({ state: 'expired', contentHref: null });
    const [{ key, swept }] = await city.db.query(
      'SELECT file_key AS key, swept_at IS NOT NULL AS swept FROM report_exports WHERE id = $1',
      [one.id],
    );
    expect(swept).toBe(true);
    await expect(writeFile(join(city.config.STORAGE_DIR, key as string), '', { flag: 'r+' })).rejects.toThrow('ENOENT');
  });

  it('is refused where nobody can say what is wanted, beyond 1,000, and beside too many others', async () => {
    const { clerk } = city.cast;
    await worker.close();
    const tooMany = Array.from({ length: 1_001 }, (_, no) => `01890000-0000-7000-8000-${String(no).padStart(12, '0')}`);
    const bad = [
      { reportIds: tooMany },
      { reportIds: [] },
      { reportIds: [passed.id, passed.id] },
      { reportIds: ['x'] },
      { filter: { issuedFrom: '2026-13-01' } },
      { filter: { numbers: [] } },
      { filter: { state: 'draft' } },
      { reports: [passed.id] },
    ];
    for (const body of bad) {
      const { status, body: problem } = await clerk.post(ROOT, body);
      expect([body, status, problem.code]).toEqual([body, 400, 'request.invalid']);
    }
    for (const body of [{}, { reportIds: [passed.id], filter: {} }]) {
      expect((await clerk.post(ROOT, body)).body.code).toBe('reports.export_of_what');
    }
    const answers = await Promise.all(Array.from({ length: 6 }, () => clerk.post(ROOT, { reportIds: [passed.id] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 429, 429, 429]);
    const [first, second] = answers.filter(({ status }) => status === 202).map(({ body }) => body);
    expect((await content(clerk, first)).body.code).toBe('reports.export_not_ready');
    expect((await clerk.post(`${ROOT}/${first.id}/retry`)).body.code).toBe('reports.not_failed');
    const cancelled = await clerk.post(`${ROOT}/${first.id}/cancellation`);
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    expect((await clerk.post(`${ROOT}/${first.id}/cancellation`)).body.code).toBe('reports.export_over');
    expect((await clerk.post(ROOT, { reportIds: [passed.id] })).status).toBe(202);
    await city.startWorker();
    expect((await over(clerk, second.id as string)).state).toBe('ready');
    await until(async () => {
      const [row] = await city.db.query('SELECT state, file_key FROM report_exports WHERE id = $1', [first.id]);
      return row.state === 'ready' && row.file_key === null;
    });
    expect(ok(await clerk.get(`${ROOT}/${first.id}`)).state).toBe('cancelled');
  });
});
