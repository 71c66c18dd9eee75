import { existsSync } from 'node:fs';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';
import { mandate } from '../../support/mandates';
import { csv, over, upload, XLSX } from '../../support/sheets';
import { until } from '../../support/until';

const PATH = '/v1/elevator-filings/imports';
const HEADER = '设备注册代码,使用登记证编号,单位内编号,期望日期,联系人,联系电话,备注';
const PHONE = '13977770001';

describe('filings from a sheet', () => {
  let city: TestCity;
  let contractor: Caller;
  let unreadable: { id: string; file: string }[];
  beforeAll(async () => {
    city = await startCity();
    contractor = city.cast.contractor;
    // Before any worker sees them.
    unreadable = [await withoutFile(), await withoutFile()];
    await city.startWorker();
  });
  afterAll(() => city.close());

  const fileOf = async (id: string): Promise<string> => {
    const [{ key }] = await city.db.query('SELECT file_key AS key FROM imports WHERE id = $1', [id]);
    return join(city.config.STORAGE_DIR, key as string);
  };

  /** A sheet that the store has lost. */
  async function withoutFile(): Promise<{ id: string; file: string }> {
    const { internalNo } = await given(city).elevator();
    const { id } = (await upload(contractor, PATH, csv(HEADER, `,,${internalNo},,,,`))).body;
    const file = await fileOf(id as string);
    await rename(file, `${file}.away`);
    return { id, file };
  }

  async function imported(content: Buffer, query = '', caller = contractor): Promise<any> {
    const { status, body, headers } = await upload(caller, `${PATH}${query}`, content);
    expect({ status, location: headers.location }).toEqual({ status: 202, location: `/v1/imports/${body.id}` });
    return over(caller, body.id as string);
  }

  const rowsOf = async (id: string, caller = contractor): Promise<any[]> =>
    (await caller.get(`/v1/imports/${id}/rows?limit=100`)).body.items;
  const filingsOf = async (query: string): Promise<any[]> =>
    (await contractor.get(`/v1/elevator-filings?limit=100&${query}`)).body.items;
  const countFilings = async (): Promise<number> =>
    Number((await city.db.query('SELECT count(*) FROM elevator_filings'))[0].count);

  /** A sheet with one row of each sort, and what becomes of the rows by the rules of every batch. */
  async function mixedSheet(): Promise<{ sheet: Buffer; codes: (string | null)[]; devices: any[] }> {
    const devices = [
      await given(city).elevator({ registrationCode: '31103706022024039001' }),
      await given(city).elevator({ useRegistrationNo: '梯11鲁F09001(24)' }),
      await given(city).elevator(),
    ];
    const later = await given(city).elevator({ baseMonth: '2025-08' });
    const { stranger } = city.cast;
    const ours = { maintenanceUnitId: contractor.organisationId, baseMonth: '2025-03' };
    const foreign = (await stranger.post('/v1/elevators', { ...ours, address: 'A', internalNo: 'not-ours' })).body;
    const rows: [row: string, code: string | null][] = [
      [`３１１０３７０６０２２０２４０３９００１,,,2026-03-05,张三,${PHONE},尽快`, null],
      [',梯11鲁F09001（24）,,,,,', null],
      [`,,${devices[2].internalNo},2026/3/9,李四,0535-6601234,`, null],
      [`,,${devices[2].internalNo},,,,`, 'imports.repeated_row'],
      [`,,${later.internalNo},,,,`, 'elevators.too_early'],
      [`,,${foreign.internalNo},,,,`, 'elevators.no_mandate'],
      [',,nothing,,,,', 'elevators.unknown_device'],
      [',,,2026-03-05,张三,,', 'elevators.unidentified'],
      [`,,${devices[2].internalNo},tomorrow,,12345,`, 'imports.unreadable'],
      [`,,${devices[2].internalNo},2026-03-01,,,`, 'elevators.requested_in_past'],
    ];
    return { sheet: csv(HEADER, ...rows.map(([row]) => row)), codes: rows.map(([, code]) => code), devices };
  }

  it('are checked without being filed, then filed, the good rows without the bad ones', async () => {
    const { sheet, codes, devices } = await mixedSheet();
    const before = await countFilings();
    const preview = await imported(sheet, '?validateOnly=true');
    const counts = { state: 'ready', total: 10, created: 3, unchanged: 0, refused: 7 };
    expect(preview).toMatchObject({ ...counts, kind: 'elevator_filing', validateOnly: true });
    const previewed = await rowsOf(preview.id);
    expect(previewed.map(({ code }) => code)).toEqual(codes);
    expect(previewed[0]).toMatchObject({ outcome: 'created', recordId: null, recordNumber: null });
    expect(await countFilings()).toBe(before);
    expect((await contractor.get(`/v1/elevator-filing-batches/${preview.id}`)).status).toBe(404);

    const result = await imported(sheet, `?fileName=${encodeURIComponent('三月.csv')}`);
    expect(result).toMatchObject({ ...counts, validateOnly: false, fileName: '三月.csv' });
    const rows = await rowsOf(result.id);
    expect(rows.map(({ code }) => code)).toEqual(codes);
    const filed = await filingsOf(`batchId=${result.id}`);
    expect(filed.map(({ elevator }) => elevator.id).toSorted()).toEqual(devices.map(({ id }) => id).toSorted());
    const numbers = new Map(filed.map(({ id, number }) => [id, number]));
    expect(rows.slice(0, 3).map(({ recordId }) => numbers.get(recordId))).toEqual(
      rows.slice(0, 3).map(({ recordNumber }) => recordNumber),
    );
    expect(rows[0].recordNumber).toMatch(/\d{6}$/);
    const first = (await contractor.get(`/v1/elevator-filings/${rows[0].recordId}`)).body;
    expect(first).toMatchObject({ state: 'submitted', requestedOn: '2026-03-05', contactName: '张三', remark: '尽快' });
    expect(JSON.stringify(first)).not.toContain(PHONE);
    const shown = await contractor.post(`/v1/elevator-filings/${first.id}/unmasking`, { reason: '核对' });
    expect(shown.body.contactPhone).toBe(PHONE);
    const batch = (await contractor.get(`/v1/elevator-filing-batches/${result.id}`)).body;
    expect(batch).toMatchObject({ accepted: 3, byState: { submitted: 3 } });
  });

  it('are met when the sheet comes again, whoever puts it right creates what was missing only', async () => {
    const one = await given(city).elevator();
    const line = (no: string, day: string): string => `,,${no},${day},王五,13977770002,`;
    const first = await imported(csv(HEADER, line(one.internalNo, '2026-03-05'), line('wrong', '2026-03-05')));
    const [{ recordId, recordNumber }] = await rowsOf(first.id);
    const before = await countFilings();
    const again = await imported(csv(HEADER, line(one.internalNo, '2026-03-05'), line('wrong', '2026-03-05')));
    expect(again).toMatchObject({ created: 0, unchanged: 1, refused: 1 });
    expect((await rowsOf(again.id))[0]).toMatchObject({ outcome: 'unchanged', recordId, recordNumber });
    expect(await countFilings()).toBe(before);

    const two = await given(city).elevator();
    const { raw } = await contractor.get(`/v1/imports/${again.id}/result?format=csv`);
    expect(raw.toString()).toContain(`2,未变,,${recordNumber},${recordId},,,${one.internalNo},2026-03-05,王五`);
    const repaired = Buffer.from(raw.toString().replaceAll('wrong', two.internalNo as string));
    expect(await imported(repaired)).toMatchObject({ created: 1, unchanged: 1, refused: 0 });
    // Another wish for the same device is not met silently.
    const moved = await imported(csv(HEADER, line(one.internalNo, '2026-03-20')));
    const [refused] = await rowsOf(moved.id);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'elevators.duplicate_filing' });
  });

  it('twice at once are filed once', async () => {
    const devices = await Promise.all([1, 2, 3].map(() => given(city).elevator()));
    const sheet = csv(HEADER, ...devices.map(({ internalNo }) => `,,${internalNo},,,,`));
    const results = await Promise.all([imported(sheet), imported(sheet)]);
    expect(results.map(({ created }) => created).toSorted()).toEqual([0, 3]);
    expect(results.map(({ unchanged }) => unchanged).toSorted()).toEqual([0, 3]);
  });

  it('take the permission and the mandate that there are when the rows are taken', async () => {
    const { clerk, stranger, nobody } = city.cast;
    const sheet = csv(HEADER, ',,nothing,,,,');
    expect((await upload(clerk, PATH, sheet)).status).toBe(403);
    expect((await upload(nobody, PATH, sheet)).status).toBe(401);
    const ours = { maintenanceUnitId: contractor.organisationId, baseMonth: '2025-03' };
    const lift = (await stranger.post('/v1/elevators', { ...ours, address: 'A', internalNo: 'mandated' })).body;
    const mandated = csv(HEADER, ',,mandated,,,,');
    const refused = await imported(mandated);
    expect((await rowsOf(refused.id)).map(({ code }) => code)).toEqual(['elevators.no_mandate']);
    await mandate(stranger, contractor, { subjectIds: [lift.id] });
    expect(await imported(mandated)).toMatchObject({ created: 1 });
    // The sheet is its sender's only, although the stranger's lift stands in it.
    expect((await stranger.get(`/v1/imports/${refused.id}`)).status).toBe(404);
  });

  it('fill the template, which names what it takes', async () => {
    const { raw } = await contractor.get(`${PATH}/template`);
    const { status, body } = await upload(contractor, PATH, raw, XLSX);
    expect(status).toBe(202);
    const result = await over(contractor, body.id as string);
    expect((await rowsOf(result.id))[0].code).toMatch(/^elevators\./);
  });

  describe('and the file itself', () => {
    const stored = async (): Promise<Buffer[]> => {
      const folder = city.config.STORAGE_DIR;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return Promise.all(
        entries.filter((entry) => entry.isFile()).map((one) => readFile(join(one.parentPath, one.name))),
      );
    };
    it('lies encrypted: no phone stands in any byte of the store', async () => {
      const phone = '13977770003';
      const { id } = await imported(csv(HEADER, `,,nothing,,赵六,${phone},`));
      expect((await contractor.get(`/v1/imports/${id}/result?format=csv`)).raw.includes(phone)).toBe(true);
      const files = await stored();
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((bytes) => bytes.includes(phone) || bytes.includes('赵六'))).toEqual([]);
      expect((await readFile(await fileOf(id))).subarray(0, 6).toString()).toBe('NQIv1\n');
    });

    it('that cannot be read fails the import, which is tried again once it can', async () => {
      const [{ id }] = unreadable;
      const failed = await over(contractor, id);
      expect(failed).toMatchObject({ state: 'failed', failureCode: 'storage_error', done: 0, finishedAt: null });
      await rename(`${unreadable[0].file}.away`, unreadable[0].file);
      expect((await contractor.post(`/v1/imports/${id}/retry`)).status).toBe(202);
      expect(await over(contractor, id)).toMatchObject({ state: 'ready', created: 1, failureCode: null });
      expect((await contractor.post(`/v1/imports/${id}/retry`)).body.code).toBe('imports.not_failed');
    });

    it('goes some time after the import has ended; the outcomes stay', async () => {
      const { id } = await imported(csv(HEADER, ',,nothing,,钱七,13977770004,'));
      const [file, failed] = [await fileOf(id), unreadable[1].id];
      expect(await over(contractor, failed)).toMatchObject({ state: 'failed', fileGoneAt: null });
      await city.db.query(
        `UPDATE imports SET finished_at = finished_at - interval '31 days', created_at = created_at - interval '31 days'
         WHERE id = ANY($1)`,
        [[id, failed]],
      );
      for (const one of [id, failed]) {
        await until(async () => (await contractor.get(`/v1/imports/${one}`)).body.fileGoneAt !== null);
      }
      await until(async () => !existsSync(file));
      const { status, raw } = await contractor.get(`/v1/imports/${id}/result?format=csv`);
      const [header, first] = raw.toString().split('\r\n');
      expect([status, header]).toEqual([200, '\uFEFF行号,结果,原因,编号,记录标识']);
      expect(first).toMatch(/^2,拒绝,.*没有这台设备/);
      expect((await contractor.post(`/v1/imports/${failed}/retry`)).body.code).toBe('imports.file_gone');
      // Younger ones stay.
      expect((await contractor.get(`/v1/imports/${unreadable[0].id}`)).body.fileGoneAt).toBeNull();
    });
  });
});
