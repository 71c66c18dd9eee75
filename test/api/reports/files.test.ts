import { createHash } from 'node:crypto';
import { canSee } from '../../../libs/platform/reports/src/report.policy';
import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { expectMissing, failsFirst, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

describe('the files of a report, and who reads it', () => {
  let city: TestCity;
  let cast: Cast;
  let life: ReportLife;
  /** Issued, once for a device that passed and once for one that failed. */
  let passed: any;
  let failed: any;
  let draft: any;
  beforeAll(async () => {
    city = await startCity();
    ({ cast } = city);
    life = reportLife(city);
    [passed, failed, draft] = [await life.approved(), await life.approved(failsFirst), await life.draft()];
  });
  afterAll(() => city.close());

  const file = (caller: keyof Cast, { id }: any, query = '', headers?: Record<string, string>): Promise<Answer> =>
    cast[caller].get(`/v1/reports/${id}/file${query}`, headers);

  it('are not there before the worker has made them', async () => {
    expect((await file('clerk', draft)).body).toMatchObject({
      ...{ status: 409, code: 'reports.no_file', state: 'not_ordered' },
    });
    expect((await file('clerk', passed)).body).toMatchObject({ status: 409, code: 'reports.no_file', state: 'queued' });
    expect((await file('userUnit', passed)).status).toBe(404);
    expect(passed.rendering).toMatchObject({ purpose: 'issue', state: 'queued', attempts: 0, files: [] });
    await city.startWorker();
    passed = await life.issued(passed.id);
    failed = await life.issued(failed.id);
  });

  it('are the report and, for a device that passed, the mark', async () => {
    const names = ({ rendering }: any): string[] => rendering.files.map(({ document }: any) => document);
    expect([names(passed), names(failed)]).toEqual([['report', 'mark'], ['report']]);
    const [report, mark] = [await file('userUnit', passed), await file('userUnit', passed, '?document=mark')];
    for (const [answer, stored] of [
      [report, passed.rendering.files[0]],
      [mark, passed.rendering.files[1]],
    ]) {
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(answer.raw.subarray(0, 5).toString()).toBe('%PDF-');
      expect(createHash('sha256').update(answer.raw).digest('hex')).toBe(stored.sha256);
      expect(answer.raw.length).toBe(stored.bytes);
    }
    expect(mark.raw.equals(report.raw)).toBe(false);
    expect((await file('userUnit', failed, '?document=report')).status).toBe(200);
    expectMissing(await file('userUnit', failed, '?document=mark'), await file('userUnit', { id: NOBODYS_ID }));
    expectMissing(await file('userUnit', passed, '?document=seal'), await file('userUnit', { id: NOBODYS_ID }));
    for (const query of ['?document=../x', '?document=', '?document=a&document=b', '?page=1']) {
      expect((await file('userUnit', passed, query)).body.code).toBe('request.invalid');
    }
  });

  it('carry a name in UTF-8, a hash as their tag, and are not sent twice', async () => {
    const { headers } = await file('contractor', passed);
    expect(headers['content-disposition']).toBe(
      `inline; filename="${passed.number}-report.pdf"; filename*=UTF-8''${passed.number}-report.pdf`,
    );
    expect(headers.etag).toBe(`"${passed.rendering.files[0].sha256}"`);
    const again = await file('contractor', passed, '', { 'if-none-match': headers.etag ?? '' });
    expect([again.status, again.raw.length]).toEqual([304, 0]);
    const mark = await file('contractor', passed, '?document=mark', { 'if-none-match': headers.etag ?? '' });
    expect(mark.status).toBe(200);
  });

  it('are the institution’s own affair while they are renderings', async () => {
    const path = `/v1/reports/${passed.id}/renderings/${passed.rendering.id}`;
    expect((await cast.clerk.get(passed.rendering.files[1].href)).raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await cast.userUnit.get(path)).status).toBe(403);
    expect((await cast.finance.get(path)).status).toBe(403);
    const foreign = path.replace(passed.id, failed.id);
    expectMissing(await cast.clerk.get(foreign), await cast.clerk.get(path.replace(passed.rendering.id, NOBODYS_ID)));
    const retried = await cast.clerk.post(`${path}/retry`);
    expect([retried.status, retried.body.code]).toEqual([409, 'reports.not_failed']);
    expectMissing(await cast.clerk.post(`${foreign}/retry`), await cast.clerk.post(`${foreign}x/retry`));
    expect(ok(await cast.userUnit.get(`/v1/reports/${passed.id}`)).rendering).toBeNull();
  });

  it('come as a watermarked preview of a draft, the same one however often it is asked for', async () => {
    const order = (): Promise<Answer> => cast.checker.post(`/v1/reports/${draft.id}/previews`);
    const [first, second] = await Promise.all([order(), order()]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
    expect(first.headers.location).toBe(`/v1/reports/${draft.id}/renderings/${first.body.id}`);
    const ready = await life.rendered(draft.id, first.body.id);
    expect(ready).toMatchObject({ purpose: 'preview', state: 'ready', failureCode: null });
    expect((await order()).body).toEqual(ready);
    expect(ok(await cast.clerk.get(`/v1/reports/${draft.id}`))).toMatchObject({ state: 'draft', number: null });

    const preview = (await cast.checker.get(ready.files[0].href)).raw;
    const issued = (await file('clerk', passed)).raw;
    // None of the watermark's characters stands in the report itself.
    expect([...'草稿预览'].filter((character) => !drawnIn(preview).has(character))).toEqual([]);
    expect([...'草稿预览'].filter((character) => drawnIn(issued).has(character))).toEqual([]);
    expect([...'电梯检验报告'].filter((character) => !drawnIn(issued).has(character))).toEqual([]);
    expect((await cast.userUnit.post(`/v1/reports/${draft.id}/previews`)).status).toBe(403);
    expect((await cast.checker.post(`/v1/reports/${NOBODYS_ID}/previews`)).status).toBe(404);
  });

  it('are read by those whom the report is about and the regulator once it is issued, by nobody else', async () => {
    for (const caller of ['userUnit', 'contractor', 'regulator', 'finance'] as const) {
      expect(ok(await cast[caller].get(`/v1/reports/${passed.id}`))).toMatchObject({ state: 'issued' });
      expect((await file(caller, passed)).status).toBe(200);
    }
    for (const caller of ['stranger', 'operator'] as const) {
      const hidden = await cast[caller].get(`/v1/reports/${passed.id}`);
      expectMissing(hidden, await cast[caller].get(`/v1/reports/${NOBODYS_ID}`));
      expectMissing(await file(caller, passed), await file(caller, { id: NOBODYS_ID }));
    }
    const timeline = ok(await cast.userUnit.get(`/v1/reports/${passed.id}/history`)).items;
    expect(timeline.map(({ event }: any) => event)).toEqual(['issue']);
    expect(ok(await cast.clerk.get(`/v1/reports/${passed.id}/history`)).items).toHaveLength(4);
  });

  it('are listed to everybody of the cast exactly as they may be seen', async () => {
    const reports = await city.db.query(`SELECT id, institution_id AS "institutionId", viewer_ids AS "viewerIds",
      district_code AS "districtCode", issued_at AS "issuedAt" FROM reports`);
    const counts: Record<string, number> = {};
    for (const [role, caller] of Object.entries(cast)) {
      if (caller === cast.nobody) continue;
      const { items } = ok(await caller.get('/v1/reports?limit=100'));
      const prefixes = caller === cast.regulator ? ['3706'] : [];
      // The contractor of the demo city has a mandate to receive reports.
      const isMandated = caller === cast.contractor;
      const visible = reports
        .filter((one: any) => canSee(caller as never, one, prefixes, isMandated))
        .map(({ id }: any) => id);
      expect({ role, ids: items.map(({ id }: any) => id).sort() }).toEqual({ role, ids: visible.sort() });
      counts[role] = items.length;
    }
    expect(counts).toMatchObject({ clerk: 3, userUnit: 2, contractor: 2, regulator: 2, operator: 0, stranger: 0 });
  });

  it('leave lists short, and lists are filtered and turned page by page', async () => {
    const { items } = ok(await cast.clerk.get(`/v1/reports?subjectId=${passed.subjectId}`));
    expect(items).toHaveLength(1);
    const { content: _, ...summary } = passed;
    expect(summary).toMatchObject(items[0]);
    expect(Object.keys(items[0])).toEqual(expect.not.arrayContaining(['content', 'token', 'authorId']));
    const page = ok(await cast.clerk.get('/v1/reports?limit=2'));
    const rest = ok(await cast.clerk.get(`/v1/reports?limit=2&cursor=${page.nextCursor}`));
    expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
    expect(ok(await cast.clerk.get('/v1/reports?state=draft')).items.map(({ id }: any) => id)).toEqual([draft.id]);
    expect(ok(await cast.clerk.get('/v1/reports?kind=x')).items).toEqual([]);
    for (const query of ['state=x', 'subjectId=x', 'number=x', 'limit=1000']) {
      expect((await cast.clerk.get(`/v1/reports?${query}`)).body.code).toBe('request.invalid');
    }
  });
});

/** The characters that a PDF draws, from the tables by which its fonts can be read back to text. */
function drawnIn(pdf: Buffer): Set<string> {
  const pairs = pdf.toString('latin1').matchAll(/^<[0-9a-f]{4}>\s*<([0-9a-f]{4})>\s*$/gim);
  return new Set(Array.from(pairs, ([, code = '']) => String.fromCodePoint(Number.parseInt(code, 16))));
}
