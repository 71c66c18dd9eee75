import { ImportRun } from '../../../libs/platform/imports/src/import-run';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';
import { GAUGE } from '../metrology/order-life';
import { allPages } from '../../support/seen-by';
import { csv, over, upload } from '../../support/sheets';
import { until } from '../../support/until';

/** Rows are taken by thousands; these sheets repeat, in a later one, what stands in an earlier one. */
describe('the preview of a sheet', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity({ JOB_LOCK_MS: 1_500 });
    await city.startWorker();
  });
  afterAll(() => city.close());

  const outcomesOf = async (by: Caller, path: string, sheet: Buffer): Promise<any[]> => {
    const { status, body } = await upload(by, path, sheet);
    expect(status).toBe(202);
    return outcomes(by, body.id as string);
  };
  const outcomes = async (by: Caller, id: string): Promise<any[]> => {
    const { state, done, total } = await over(by, id, 60_000);
    expect([state, done]).toEqual(['ready', total]);
    const rows = await allPages(by, `/v1/imports/${id}/rows`);
    return rows.map(({ rowNo, outcome, code, details, errors, reason }) => {
      return { rowNo, outcome, code, details, errors, reason };
    });
  };
  /** What is foretold and then happens. */
  const both = async (by: Caller, path: string, sheet: Buffer): Promise<Map<number, any>> => {
    const foretold = await outcomesOf(by, `${path}?validateOnly=true`, sheet);
    const happened = await outcomesOf(by, path, sheet);
    expect(foretold).toEqual(happened);
    return new Map(happened.map((row) => [row.rowNo, row]));
  };

  const unitName = async (): Promise<string> =>
    (await city.cast.clerk.get(`/v1/organisations/${city.cast.userUnit.organisationId}`)).body.name;

  it('says of every device what then becomes of it, though rows of other chunks name it, too', async () => {
    const { clerk } = city.cast;
    const known = await given(city).elevator({ internalNo: 'V-known' });
    const unit = await unitName();
    const rows = Array.from({ length: 2_200 }, (_, no) => [`预演物业`, '', `V-${no}`, '1000', '']);
    // As the sheet counts: the first row below the header is row 2.
    const put = (rowNo: number, ...cells: string[]): unknown => (rows[rowNo - 2] = cells);
    put(2, '预演物业', '31103706022024077001', 'V-0', '1000', '');
    put(2_101, '预演物业', '31103706022024077001', 'V-2099', '1000', '');
    put(2_102, '预演物业', '', 'V-1', '2000', '');
    // A known device gets a code, by which it is called later.
    put(10, unit, '31103706022024077002', 'V-known', '1000', '');
    put(1_900, unit, '31103706022024077002', 'V-other', '1000', '');
    // Codes of two devices, both of which this very sheet has entered.
    put(20, '预演物业', '31103706022024077003', 'V-18', '1000', '');
    put(1_600, '预演物业', '', 'V-1598', '1000', '梯11鲁F07701(24)');
    put(2_150, '预演物业', '31103706022024077003', 'V-2148', '1000', '梯11鲁F07701(24)');
    const header = '使用单位名称,设备注册代码,单位内编号,额定载重量 (kg),使用登记证编号';
    const sheet = csv(header, ...rows.map((cells) => cells.join(',')));
    const outcomes = await both(clerk, '/v1/elevators/imports', sheet);
    expect(outcomes.size).toBe(2_200);
    const of = (rowNo: number): any => [outcomes.get(rowNo).outcome, outcomes.get(rowNo).code ?? null];
    expect([2, 10, 20, 1_600, 2_100].map(of)).toEqual([
      ...[
        ['created', null],
        ['updated', null],
        ['created', null],
        ['created', null],
        ['created', null],
      ],
    ]);
    expect([2_101, 2_102, 1_900, 2_150].map((rowNo) => of(rowNo)[0])).toEqual(Array(4).fill('refused'));
    expect([2_101, 2_102].map((rowNo) => of(rowNo)[1])).toEqual(Array(2).fill('imports.repeated_row'));
    expect(of(2_150)[1]).toBe('imports.ambiguous');
    expect((await clerk.get(`/v1/elevators/${known.id}`)).body.registrationCode).toBe('31103706022024077002');
  }, 120_000);

  it('says it of instruments', async () => {
    const rows = Array.from({ length: 1_400 }, (_, no) => `${GAUGE.name},Y-100,V-${no},其他`);
    rows[1_250] = `${GAUGE.name},Y-100,V-3,其他`;
    const outcomes = await both(
      city.cast.machineShop,
      '/v1/instruments/imports',
      csv('器具名称,型号规格,出厂编号,用途', ...rows),
    );
    expect(outcomes.get(5)).toMatchObject({ outcome: 'created' });
    expect(outcomes.get(1_252)).toMatchObject({ outcome: 'refused', code: 'imports.repeated_row' });
  }, 120_000);

  it('says it of filings, whichever code names the device', async () => {
    const one = await given(city).elevator({ registrationCode: '31103706022024077009' });
    const rows = Array.from({ length: 1_200 }, (_, no) => `,V-nowhere-${no}`);
    rows[0] = '31103706022024077009,';
    rows[1_180] = `,${one.internalNo}`;
    const sheet = csv('设备注册代码,单位内编号', ...rows);
    const outcomes = await both(city.cast.userUnit, '/v1/elevator-filings/imports', sheet);
    expect(outcomes.get(2)).toMatchObject({ outcome: 'created' });
    expect(outcomes.get(1_182)).toMatchObject({ outcome: 'refused', code: 'imports.repeated_row' });
  }, 120_000);

  it('says it, too, when it was broken off in between and another worker goes on', async () => {
    const { clerk } = city.cast;
    const known = await given(city).elevator({ internalNo: 'W-known', registrationCode: '31103706022024077010' });
    const rows = Array.from({ length: 1_400 }, (_, no) => `接手物业,W-${no},`);
    rows[1_200] = `${await unitName()},,${known.registrationCode}`;
    rows[1_250] = '接手物业,W-3,';
    const sheet = csv('使用单位名称,单位内编号,设备注册代码', ...rows);
    const lock = city.db.createQueryRunner();
    await lock.startTransaction();
    // The second chunk waits for this device; its worker is taken for dead.
    await lock.query('SELECT FROM elevators WHERE id = $1 FOR UPDATE', [known.id]);
    const { body } = await upload(clerk, '/v1/elevators/imports?validateOnly=true', sheet);
    const second = await city.startWorker();
    const attempts = async (): Promise<number> =>
      (await city.db.query('SELECT attempts FROM imports WHERE id = $1', [body.id]))[0].attempts;
    const waiting = async (): Promise<number> =>
      (await city.db.query('SELECT count(DISTINCT pid)::int AS pids FROM pg_locks WHERE NOT granted'))[0].pids;
    await until(async () => (await waiting()) === 1);
    await city.db.query(`UPDATE imports SET lease_until = now() - interval '1 minute' WHERE id = $1`, [body.id]);
    const goesOn = second.get(ImportRun).of(body.id as string);
    await until(async () => (await attempts()) === 2 && (await waiting()) === 2);
    await lock.commitTransaction();
    await lock.release();
    await goesOn;
    const foretold = await outcomes(clerk, body.id as string);
    expect(foretold).toHaveLength(1_400);
    expect(foretold).toEqual(await outcomesOf(clerk, '/v1/elevators/imports', sheet));
    expect(foretold.find(({ rowNo }) => rowNo === 1_252)).toMatchObject({ code: 'imports.repeated_row' });
    await second.close();
  }, 120_000);
});
