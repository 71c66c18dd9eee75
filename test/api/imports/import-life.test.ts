import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { csv, over, upload } from '../../support/sheets';
import { until } from '../../support/until';

const PATH = '/v1/elevators/imports';
const UNIT = '停止物业';

describe('devices from a sheet', () => {
  let city: TestCity;
  let clerk: Caller;
  beforeAll(async () => {
    city = await startCity();
    clerk = city.cast.clerk;
    await city.startWorker();
  });
  afterAll(() => city.close());

  async function imported(content: Buffer, query = ''): Promise<any> {
    const { status, body } = await upload(clerk, `${PATH}${query}`, content);
    expect(status).toBe(202);
    return over(clerk, body.id as string);
  }

  const devicesOf = async (internalNo: string): Promise<any[]> =>
    (await clerk.get(`/v1/elevators?internalNo=${internalNo}`)).body.items;

  it('stop while they are taken: what was taken stays, and no row after it', async () => {
    const rows = Array.from({ length: 2_400 }, (_, no) => `${UNIT},C-${no + 2}`);
    const locked = await imported(csv('使用单位名称,单位内编号', `${UNIT},C-1602`));
    expect(locked).toMatchObject({ created: 1 });
    const lock = city.db.createQueryRunner();
    await lock.startTransaction();
    // The second chunk waits for this device.
    await lock.query(`SELECT FROM elevators WHERE internal_no = 'C-1602' FOR UPDATE`);
    const { body } = await upload(clerk, PATH, csv('使用单位名称,单位内编号', ...rows));
    await until(async () => (await clerk.get(`/v1/imports/${body.id}`)).body.done === 1_000);
    const waiting = async (): Promise<number> =>
      Number((await city.db.query(`SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted`))[0].count);
    await until(async () => (await waiting()) === 1);
    const cancelled = clerk.post(`/v1/imports/${body.id}/cancellation`);
    await until(async () => (await waiting()) === 2);
    await lock.commitTransaction();
    await lock.release();
    expect((await cancelled).body).toMatchObject({ state: 'cancelled', total: 2_400 });
    const stateOf = async (): Promise<any> =>
      (await city.db.query('SELECT * FROM imports WHERE id = $1', [body.id]))[0];
    await until(async () => (await stateOf()).state === 'ready');
    expect(await over(clerk, body.id as string)).toMatchObject({ state: 'cancelled', done: 2_000, created: 1_999 });
    const [taken] = await city.db.query(
      `SELECT max(row_no) AS last, count(*)::int AS rows, count(e.id)::int AS devices
       FROM import_rows r LEFT JOIN elevators e ON e.id = r.record_id WHERE import_id = $1`,
      [body.id],
    );
    expect(taken).toEqual({ last: 2_001, rows: 2_000, devices: 2_000 });
    expect(await devicesOf('C-2002')).toEqual([]);
    expect((await clerk.post(`/v1/imports/${body.id}/retry`)).body.code).toBe('imports.not_failed');
  });

  it.each([1, 30])('meet, among %d rows, a device that somebody enters at the same moment', async (count) => {
    await imported(csv('使用单位名称,单位内编号', `${UNIT},D-${count}-known`));
    const other = city.db.createQueryRunner();
    await other.startTransaction();
    await other.query(
      `INSERT INTO elevators SELECT other.* FROM elevators e, jsonb_populate_record(e, jsonb_build_object(
         'id', gen_random_uuid(), 'internal_no', $2::text)) AS other WHERE e.internal_no = $1`,
      [`D-${count}-known`, `D-${count}-1`],
    );
    const rows = Array.from({ length: count }, (_, no) => `${UNIT},D-${count}-${no + 1}`);
    const { body } = await upload(clerk, PATH, csv('使用单位名称,单位内编号', ...rows));
    await until(async () => (await city.db.query('SELECT FROM pg_locks WHERE NOT granted')).length === 1);
    await other.commitTransaction();
    await other.release();
    expect(await over(clerk, body.id as string)).toMatchObject({ created: count - 1, unchanged: 1, refused: 0 });
    expect(await devicesOf(`D-${count}-1`)).toHaveLength(1);
  });

  it('are not entered for a unit that was cancelled, whose code stays its own', async () => {
    const uscc = '91370602MA3D4K5E0G';
    const sheet = (...nos: number[]): Buffer =>
      csv(
        '使用单位名称,使用单位统一社会信用代码,单位内编号',
        ...nos.map((no) => `撤销物业,${uscc},Z-${no}`),
        `${UNIT},,Z-0`,
      );
    expect(await imported(sheet(1))).toMatchObject({ created: 2 });
    await city.db.query(`UPDATE organisations SET state = 'cancelled' WHERE uscc = $1`, [uscc]);
    const { id, unchanged, refused } = await imported(sheet(...Array.from({ length: 30 }, (_, no) => no + 2)));
    expect({ unchanged, refused }).toEqual({ unchanged: 1, refused: 30 });
    const rows = (await clerk.get(`/v1/imports/${id}/rows?outcome=refused&limit=100`)).body.items;
    expect(new Set(rows.map(({ code, detail }: any) => `${code} ${detail.split(':')[0]}`))).toEqual(
      new Set(['request.invalid userUnitName']),
    );
  });

  it('of which nothing but a code is known are entered, as foretold, and found by it', async () => {
    const sheet = csv('使用单位名称,使用登记证编号', `${UNIT},梯11鲁F07702(24)`);
    expect(await imported(sheet, '?validateOnly=true')).toMatchObject({ created: 1, refused: 0 });
    expect(await imported(sheet)).toMatchObject({ created: 1, refused: 0 });
    const { items } = (await clerk.get(`/v1/search?q=${encodeURIComponent('梯11鲁F07702(24)')}`)).body;
    expect(items).toMatchObject([{ kind: 'elevator', title: '梯11鲁F07702(24)' }]);
  });

  it('are checked without being taken: no device, no unit, no history', async () => {
    const header = '使用单位名称,单位内编号,额定载重量 (kg)';
    const sheet = csv(header, '预检物业,P-1,1000', `${UNIT},C-1602,2000`, ',P-3,');
    const result = await imported(sheet, '?validateOnly=true');
    expect(result).toMatchObject({ validateOnly: true, created: 1, updated: 1, refused: 1 });
    const rows = (await clerk.get(`/v1/imports/${result.id}/rows`)).body.items;
    expect(rows.map(({ recordId }: any) => recordId)).toEqual([null, expect.any(String), null]);
    expect(await devicesOf('P-1')).toEqual([]);
    expect((await clerk.get(`/v1/organisations?q=${encodeURIComponent('预检物业')}`)).body.items).toEqual([]);
    expect(await devicesOf('C-1602')).toMatchObject([{ ratedLoadKg: null, version: 1 }]);
    const [trace] = await city.db.query(`SELECT count(*) FROM record_history WHERE details ->> 'importId' = $1`, [
      result.id,
    ]);
    expect(trace.count).toBe('0');
    expect(await imported(sheet)).toMatchObject({ validateOnly: false, created: 1, updated: 1, refused: 1 });
  });
});
