import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { reportRendering } from '@nqi/platform/reports';
import { Jobs } from '@nqi/shared/jobs';
import type { Queue } from 'bullmq';
import { ok, type ReportLife, reportLife } from '../api/reports/report-life';
import { given, TODAY } from '../support/given';
import { startCity, type TestCity } from '../support/city';

/** An Egyptian hieroglyph: a letter by every rule of input, and in no font of a report. */
const HIEROGLYPH = '\u{13000}';

describe('a report that cannot be made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-failures-'));
  const storage = join(folder, 'files');
  let city: TestCity;
  let life: ReportLife;
  let worker: INestApplicationContext | undefined;
  beforeAll(async () => {
    city = await startCity({ STORAGE_DIR: storage });
    life = reportLife(city);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
  });
  afterAll(async () => {
    await city.close();
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

  it('says that the store took no file, without the addresses of the machine, and is made once there is room', async () => {
    await rm(storage, { recursive: true, force: true });
    writeFileSync(storage, 'a file where the folder should be');
    const approved = await life.approved();
    worker = await city.startWorker();
    const failed = await life.rendered(approved.id, approved.rendering.id);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'storage_error', files: [] });
    expect(failed.failureReason).toMatch(/^cannot store sha256\/..\/[0-9a-f]{64}\.pdf: (ENOTDIR|EEXIST)$/);
    await rm(storage);
    await retry(approved);
    expect((await life.issued(approved.id)).rendering).toMatchObject({ state: 'ready', attempts: 1 });
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
