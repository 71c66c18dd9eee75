import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { ReportKinds, reportRendering } from '@nqi/platform/reports';
import { Jobs } from '@nqi/shared/jobs';
import type { Queue } from 'bullmq';
import { ok, type ReportLife, reportLife } from '../api/reports/report-life';
import { given, TODAY } from '../support/given';
import { startCity, type TestCity } from '../support/city';
import { writeTemplates } from '../support/templates';

/** An Egyptian hieroglyph: a letter by every rule of input, and in no font of a report. */
const HIEROGLYPH = '\u{13000}';

describe('a report that cannot be made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-failures-'));
  const storage = join(folder, 'files');
  let city: TestCity;
  let life: ReportLife;
  const templates = writeTemplates();
  let worker: INestApplicationContext | undefined;
  beforeAll(async () => {
    // A lease that is shorter than what a rendering may take.
    city = await startCity({ STORAGE_DIR: storage, JOB_LOCK_MS: 1_000, JOB_RETRY_MS: 300, RENDER_TIMEOUT_SECONDS: 3 });
    life = reportLife(city);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
  });
  afterAll(async () => {
    await city.close();
    templates.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const retry = async ({ id, rendering }: any): Promise<any> =>
    ok(await city.cast.signatory.post(`/v1/reports/${id}/renderings/${rendering.id}/retry`));
  const rename = (userId: string, name: string): Promise<unknown> =>
    city.db.query('UPDATE users SET name = $2 WHERE id = $1', [userId, name]);

  it('is refused at the conclusion, where the inspector can still write it differently', async () => {
    const { id } = await given(city).filing('on_site');
    const { items } = ok(await city.cast.inspector.get(`/v1/elevator-filings/${id}/checklist`));
    const findings = items.map(({ no }: any) => ({ no, result: 'pass', remark: no === 3 ? HIEROGLYPH : '正常' }));
    const body = { inspectedOn: TODAY, items: findings };
    const { status, body: problem } = await city.cast.inspector.post(`/v1/elevator-filings/${id}/conclusion`, body);
    expect(status).toBe(422);
    expect(problem).toMatchObject({
      ...{ code: 'reports.unprintable', field: 'inspection.items[2].remark', character: HIEROGLYPH },
    });
    expect(ok(await city.cast.clerk.get(`/v1/elevator-filings/${id}`))).toMatchObject({ state: 'on_site' });
  });

  it('says which field holds a character without a glyph, and is made once that is put right', async () => {
    await rename(city.cast.checker.userId, `审核员${HIEROGLYPH}`);
    const approved = await life.approved();
    worker = await city.startWorker();
    const failed = await life.rendered(approved.id, approved.rendering.id);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'missing_glyph', attempts: 1, files: [] });
    expect(failed.failureReason).toContain('report.checkedBy');
    expect(failed.failureReason).toContain('U+13000');
    const { body } = await city.cast.clerk.get(`/v1/reports/${approved.id}/file`);
    expect(body).toMatchObject({ code: 'reports.no_file', state: 'failed' });
    expect(ok(await city.cast.clerk.get(`/v1/reports/${approved.id}`)).state).toBe('approved');

    await rename(city.cast.checker.userId, '审核员');
    expect(await retry(approved)).toMatchObject({ failureCode: null, failureReason: null });
    expect(await life.issued(approved.id)).toMatchObject({ number: approved.number });
  });

  it('waits while the store takes no file, says so without the addresses of the machine, and is made once there is room', async () => {
    await rm(storage, { recursive: true, force: true });
    writeFileSync(storage, 'a file where the folder should be');
    const approved = await life.approved();
    worker = await city.startWorker();
    const waiting = await life.postponed(approved.id, approved.rendering.id);
    expect(waiting).toMatchObject({ failureCode: 'storage_error', attempts: 1, files: [] });
    expect(waiting.failureReason).toMatch(/^cannot store sha256\/..\/[0-9a-f]{64}\.pdf: (ENOTDIR|EEXIST)$/);
    const { body } = await city.cast.clerk.get(`/v1/reports/${approved.id}/file`);
    expect(body).toMatchObject({ code: 'reports.no_file', state: 'queued' });
    await rm(storage);
    const { rendering } = await life.issued(approved.id);
    expect(rendering).toMatchObject({ state: 'ready', failureCode: null });
    expect(rendering.attempts).toBeGreaterThan(1);
  });

  it('is not handed out when the stored file is no longer what was signed', async () => {
    const { id } = await life.approved();
    worker = await city.startWorker();
    await life.issued(id);
    const [{ key }] = await city.db.query(
      `SELECT f.key FROM report_files f JOIN report_renderings j ON j.id = f.rendering_id
       WHERE j.report_id = $1 AND f.document = 'report'`,
      [id],
    );
    const file = join(storage, key);
    const genuine = await readFile(file);
    const forged = Buffer.from(genuine);
    forged[1000] = (forged[1000] ?? 0) ^ 1;
    const download = (): ReturnType<typeof city.cast.userUnit.get> => city.cast.userUnit.get(`/v1/reports/${id}/file`);
    for (const damage of [() => writeFile(file, forged), () => writeFile(file, ''), () => rm(file)]) {
      await damage();
      const { status, body, headers } = await download();
      expect([status, body.code, headers['content-type']]).toEqual([
        ...[503, 'reports.file_unreadable', 'application/problem+json; charset=utf-8'],
      ]);
      expect((await city.cast.userUnit.get(`/v1/reports/${id}/file?document=mark`)).status).toBe(200);
    }
    await writeFile(file, genuine);
    expect((await download()).raw.equals(genuine)).toBe(true);
  });

  it('is made again when the store has lost it; each file that was handed out stays genuine', async () => {
    const { id } = await life.approved();
    worker = await city.startWorker();
    const { rendering, verificationUrl } = await life.issued(id);
    const page = async (): Promise<any> => ok(await city.cast.nobody.get(new URL(verificationUrl).pathname));
    const reports = (files: any[]): string[] =>
      files.filter(({ document }) => document === 'report').map(({ sha256 }) => sha256);
    const [first] = reports((await page()).files);
    const url = `/v1/reports/${id}/renderings/${rendering.id}/retry`;
    expect(await city.cast.signatory.post(url)).toMatchObject({ status: 409, body: { code: 'reports.not_failed' } });
    expect((await city.cast.userUnit.post(url)).status).toBe(403);

    await rm(join(storage, `sha256/${first?.slice(0, 2)}/${first}.pdf`));
    const lost = await city.cast.userUnit.get(`/v1/reports/${id}/file`);
    expect([lost.status, lost.body.code, lost.body.action]).toEqual([
      ...[503, 'reports.file_unreadable', expect.stringContaining('retry')],
    ]);
    // A signature makes every file another one; here it is a name that has changed since.
    await rename(city.cast.checker.userId, '审核员改名');
    const answers = await Promise.all([1, 2].map(() => city.cast.signatory.post(url)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await life.rendered(id, rendering.id)).toMatchObject({ state: 'ready', attempts: 1 });
    await rename(city.cast.checker.userId, '审核员');

    const remade = await city.cast.userUnit.get(`/v1/reports/${id}/file`);
    const sha256 = createHash('sha256').update(remade.raw).digest('hex');
    expect([remade.status, reports((await page()).files)]).toEqual([200, [first, sha256]]);
    expect(sha256).not.toBe(first);
    expect(reports((await life.rendering(id, rendering.id)).files)).toEqual([sha256]);
    const { items } = ok(await city.cast.clerk.get(`/v1/reports/${id}/history`));
    expect(items.filter(({ event }: any) => event === 'issue')).toHaveLength(1);
  });

  it('is parked when its template comes to no end; who holds it says so all the while, and others go on', async () => {
    const [stuck, ...others] = [await life.approved(), await life.approved(), await life.approved()];
    worker = await city.startWorker();
    const kind = worker.get(ReportKinds, { strict: false }).of(stuck);
    const { documents } = kind;
    kind.documents = (content: any) =>
      content.filing.number === stuck.content.filing.number
        ? [{ name: 'report', templatePath: templates.endless }]
        : documents.call(kind, content);
    const failed = await life.rendered(stuck.id, stuck.rendering.id);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'render_timeout', attempts: 1, files: [] });
    for (const { id } of others) expect((await life.issued(id)).rendering).toMatchObject({ attempts: 1 });
    kind.documents = documents;
    await retry(stuck);
    expect(await life.issued(stuck.id)).toMatchObject({ number: stuck.number, rendering: { attempts: 1 } });
  });

  it('as a preview is not made from a later revision than the one that was asked for', async () => {
    const draft = await life.draft();
    const { checker } = city.cast;
    const first = ok(await checker.post(`/v1/reports/${draft.id}/previews`));
    await city.app.get<Queue>(getQueueToken('report-rendering'), { strict: false }).drain(true);
    ok(await checker.post(`/v1/reports/${draft.id}/return`, { reason: '重写' }));
    await life.conclude(draft.subjectId);
    const second = ok(await checker.post(`/v1/reports/${draft.id}/previews`));
    worker = await city.startWorker();
    expect(await life.rendered(draft.id, second.id)).toMatchObject({ state: 'ready' });
    expect(await life.rendered(draft.id, first.id)).toMatchObject({ state: 'failed', failureCode: 'superseded' });
  });

  it('is not declared failed by a worker that has lost the job to another', async () => {
    const { id, rendering } = await life.approved();
    await city.app.get<Queue>(getQueueToken('report-rendering'), { strict: false }).drain(true);
    const jobs = city.app.get(Jobs);
    expect(await jobs.claim(reportRendering, rendering.id)).toBe(1);
    expect(await jobs.claim(reportRendering, rendering.id)).toBeNull();
    await city.db.query(`UPDATE report_renderings SET lease_until = now() - interval '1 second' WHERE id = $1`, [
      rendering.id,
    ]);
    expect(await jobs.claim(reportRendering, rendering.id)).toBe(2);
    await jobs.fail(reportRendering, rendering.id, 1, { code: 'late', reason: 'the first worker woke up' });
    expect(await life.rendering(id, rendering.id)).toMatchObject({ state: 'running', failureCode: null });
    await jobs.fail(reportRendering, rendering.id, 2, { code: 'own', reason: 'x'.repeat(5000) });
    const failed = await life.rendering(id, rendering.id);
    expect([failed.state, failed.failureCode, failed.failureReason.length]).toEqual(['failed', 'own', 2000]);
  });
});
