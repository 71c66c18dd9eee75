import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { csv, over, textRow, upload, workbook, XLSX } from '../../support/sheets';

const PATH = '/v1/elevators/imports';
const HEADER = '使用单位名称,使用单位统一社会信用代码,单位内编号,设备品种,额定载重量 (kg),监督检验年月,设备使用地点';
const UNIT = '烟台无主物业有限公司';

describe('devices from a sheet', () => {
  let city: TestCity;
  let clerk: Caller;
  beforeAll(async () => {
    city = await startCity();
    clerk = city.cast.clerk;
    await city.startWorker();
  });
  afterAll(() => city.close());

  async function imported(caller: Caller, content: Buffer, query = ''): Promise<any> {
    const { status, body, headers } = await upload(caller, `${PATH}${query}`, content);
    expect({ status, location: headers.location }).toEqual({ status: 202, location: `/v1/imports/${body.id}` });
    return over(caller, body.id as string);
  }

  async function rowsOf(caller: Caller, id: string): Promise<any[]> {
    return (await caller.get(`/v1/imports/${id}/rows?limit=100`, { 'accept-language': 'en' })).body.items;
  }

  const devicesOf = async (caller: Caller, query: string): Promise<any[]> =>
    (await caller.get(`/v1/elevators?${query}`)).body.items;

  it('are entered, the good rows without the bad ones, each with its outcome', async () => {
    const sheet = csv(
      HEADER,
      `${UNIT},,W-1,曳引驱动乘客电梯,1000,2025-03,某路 1 号`,
      `${UNIT},,W-2,Screw (S),,,`,
      `${UNIT},,W-3,3110,two tons,2025-03,某路 3 号`,
      `${UNIT},,,3110,1000,2025-03,某路 4 号`,
      `,,W-5,3110,1000,2025-03,某路 5 号`,
      `${UNIT},,W-1,3110,1000,2025-03,某路 1 号`,
      `${UNIT},9137,W-7,3110,1000,2025-03,某路 7 号`,
      '',
      ',,,,,,',
    );
    const result = await imported(clerk, sheet, `?fileName=${encodeURIComponent('台账.csv')}`);
    expect(result).toMatchObject({
      ...{ kind: 'elevator', state: 'ready', format: 'csv', fileName: '台账.csv', total: 7, done: 7 },
      ...{ created: 2, updated: 0, unchanged: 0, refused: 5, failureCode: null },
    });
    const rows = await rowsOf(clerk, result.id as string);
    expect(rows.map(({ rowNo, outcome, code }) => [rowNo, outcome, code])).toEqual([
      [2, 'created', null],
      [3, 'created', null],
      [4, 'refused', 'imports.unreadable'],
      [5, 'refused', 'elevators.unidentified'],
      [6, 'refused', 'imports.no_unit'],
      [7, 'refused', 'imports.repeated_row'],
      [8, 'refused', 'request.invalid'],
    ]);
    expect(rows[2].detail).toContain('额定载重量 (kg)');
    expect(rows[5].detail).toContain('row 2');

    const [first] = await devicesOf(clerk, 'internalNo=W-1');
    expect(first).toMatchObject({ categoryCode: '3110', ratedLoadKg: '1000', baseMonth: '2025-03' });
    expect(first.nextInspectionDueOn).toBe('2026-03-31');
    const [second] = await devicesOf(clerk, 'internalNo=W-2');
    expect(second).toMatchObject({ categoryCode: null, ratedLoadKg: null, baseMonth: null, nextInspectionDueOn: null });
    // The unit is nobody's yet: the institution sees it, an enterprise does not.
    expect((await clerk.get(`/v1/organisations/${first.userUnitId}`)).body).toMatchObject({ name: UNIT });
    expect((await city.cast.userUnit.get(`/v1/organisations/${first.userUnitId}`)).status).toBe(404);
    expect((await city.cast.userUnit.get(`/v1/elevators/${first.id}`)).status).toBe(404);
    const history = (await clerk.get(`/v1/elevators/${first.id}/history`)).body.items;
    expect(history).toMatchObject([{ event: 'register', details: { importId: result.id } }]);
  });

  it('double nothing when the sheet comes again, and are brought up to date', async () => {
    const again = csv(HEADER, `${UNIT},,W-1,曳引驱动乘客电梯,1000.0,2025-03,某路 1 号`, `${UNIT},,W-2,,630,,`);
    expect(await imported(clerk, again)).toMatchObject({ created: 0, updated: 1, unchanged: 1, refused: 0 });
    const devices = await devicesOf(clerk, 'internalNo=W-2');
    expect(devices).toMatchObject([{ ratedLoadKg: '630', version: 2 }]);
    const units = (await clerk.get(`/v1/organisations?q=${encodeURIComponent(UNIT)}`)).body.items;
    expect(units).toHaveLength(1);
  });

  it('two sheets at once enter a new user unit once', async () => {
    const sheet = (no: number): Buffer => csv(HEADER, `同时物业,,S-${no},3110,1000,2025-03,某路`);
    const results = await Promise.all([1, 2, 3].map((no) => imported(clerk, sheet(no))));
    expect(results.map(({ created }) => created)).toEqual([1, 1, 1]);
    const units = (await clerk.get(`/v1/organisations?q=${encodeURIComponent('同时物业')}`)).body.items;
    expect(units).toHaveLength(1);
  });

  it('of a user unit are its own only, and their schedule is not its own to move', async () => {
    const { userUnit } = city.cast;
    const own = csv('单位内编号,设备使用地点,监督检验年月', 'U-1,某路,2025-03');
    expect(await imported(userUnit, own)).toMatchObject({ created: 1 });
    const moved = csv('单位内编号,设备使用地点,监督检验年月', 'U-1,某路,2026-02');
    const others = csv(HEADER, `${UNIT},,W-1,3110,2000,2025-03,某路`, `没有这个单位,,X-1,3110,1,2025-03,某路`);
    const [first, second] = [await imported(userUnit, moved), await imported(userUnit, others)];
    expect((await rowsOf(userUnit, first.id)).map(({ code }) => code)).toEqual(['elevators.schedule_fixed']);
    const codes = (await rowsOf(userUnit, second.id)).map(({ code }) => code);
    expect(codes).toEqual(['elevators.not_your_unit', 'request.invalid']);
    expect((await clerk.get(`/v1/organisations?q=${encodeURIComponent('没有这个单位')}`)).body.items).toEqual([]);
  });

  it('are read by the mapping that the organisation keeps', async () => {
    const columns = [
      { column: 'location', field: 'userUnitName' },
      { column: 'no', field: 'internalNo' },
      { column: 'type', field: 'categoryCode', values: { TO: '3110', S: '' } },
      { column: 'capacity', field: 'ratedLoadKg', unit: 'lb' },
      { column: 'speed', field: 'ratedSpeedMs', unit: 'ft/min' },
      { column: 'travel', field: 'liftHeightM', unit: 'ft in' },
      { column: 'expires', field: 'certificateUntil', dateFormat: 'MM/DD/YYYY' },
    ];
    const mapping = await clerk.post('/v1/import-mappings', { kind: 'elevator', name: 'Maryland', columns });
    expect(mapping.status).toBe(201);
    const sheet = csv(
      'location,no,type,capacity,speed,travel,expires,unread',
      'A Hall,M-1,TO,3500 lbs,350,22 feet 3 inches,03/31/2026,x',
      'A Hall,M-2,S,0,25 fpm,,,',
      'A Hall,M-3,TO,1000 kg,25,two floors,31/31/2026,',
    );
    const result = await imported(clerk, sheet, `?mappingId=${mapping.body.id}`);
    expect(result).toMatchObject({ created: 2, refused: 1 });
    const [refused] = (await clerk.get(`/v1/imports/${result.id}/rows?outcome=refused`)).body.items;
    expect(refused.detail).toContain('capacity, travel, expires');
    expect(await devicesOf(clerk, 'internalNo=M-1')).toMatchObject([
      {
        categoryCode: '3110',
        ratedLoadKg: '1587.57',
        ratedSpeedMs: '1.778',
        liftHeightM: '6.78',
        baseMonth: '2025-03',
      },
    ]);
    expect(await devicesOf(clerk, 'internalNo=M-2')).toMatchObject([
      { categoryCode: null, ratedLoadKg: null, ratedSpeedMs: '0.127', baseMonth: null },
    ]);
    const twice = await clerk.post('/v1/import-mappings', {
      kind: 'elevator',
      name: 'Maryland',
      columns: columns.slice(0, 2),
    });
    expect(twice.body).toMatchObject({ id: mapping.body.id, columns: columns.slice(0, 2) });
    expect((await city.cast.userUnit.get('/v1/import-mappings')).body.items).toEqual([]);
    const foreign = await upload(city.cast.userUnit, `${PATH}?mappingId=${mapping.body.id}`, sheet);
    expect([foreign.status, foreign.body.code]).toEqual([422, 'imports.unknown_mapping']);
  });

  it.each([
    [{ kind: 'spoon' }, 'imports.unknown_kind'],
    [{ columns: [{ column: 'a', field: 'spoon' }] }, 'imports.unknown_fields'],
    [
      {
        columns: [
          { column: 'a', field: 'model' },
          { column: 'b', field: 'model' },
        ],
      },
      'imports.repeated_fields',
    ],
    [{ columns: [{ column: 'a', field: 'ratedLoadKg', unit: 'm' }] }, 'imports.bad_unit'],
    [{ columns: [{ column: 'a', field: 'model', values: { a: 1 } }] }, 'request.invalid'],
    [{ columns: [{ column: 'a', field: 'model', values: ['x'] }] }, 'request.invalid'],
  ])('a mapping %j is refused with %s', async (wrong, code) => {
    const body = { kind: 'elevator', name: 'x', columns: [{ column: 'a', field: 'model' }], ...wrong };
    expect((await clerk.post('/v1/import-mappings', body)).body.code).toBe(code);
  });

  it('come back with their outcomes, to be put right and sent again', async () => {
    const sheet = csv('使用单位名称,单位内编号,额定载重量 (kg)', '回来物业,=1+1,1000', '回来物业,R-2,many');
    const { id } = await imported(clerk, sheet);
    const { raw, headers } = await clerk.get(`/v1/imports/${id}/result?format=csv`);
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('导入结果')}`);
    const [header, first, second] = raw.toString().split('\r\n');
    expect(header).toBe('\uFEFF行号,结果,原因,编号,记录标识,使用单位名称,单位内编号,额定载重量 (kg)');
    expect(first).toMatch(/^2,新增,,,[0-9a-f-]{36},回来物业,'=1\+1,1000$/);
    expect(second).toMatch(/^3,拒绝,这些列的内容无法读取：额定载重量 \(kg\)。.+,,,回来物业,R-2,many$/);
    const repaired = Buffer.from(raw.toString().replace('many', '900'));
    expect(await imported(clerk, repaired)).toMatchObject({ created: 1, unchanged: 1, refused: 0 });
    const xlsx = await clerk.get(`/v1/imports/${id}/result`);
    expect(xlsx.raw.subarray(0, 2).toString()).toBe('PK');
  });

  it('fill the template, which is itself a good sheet', async () => {
    const { raw } = await clerk.get(`${PATH}/template`);
    const { status, body } = await upload(clerk, PATH, raw, XLSX);
    expect(status).toBe(202);
    const result = await over(clerk, body.id as string);
    const rows = await rowsOf(clerk, body.id as string);
    expect([result.total, rows[0].code ?? 'taken']).toEqual([1, expect.stringMatching(/taken|request.invalid/)]);
  });

  it('come from workbooks, too: merged cells, formulas by their value', async () => {
    const rows = [
      textRow(1, '使用单位名称', '单位内编号', '额定载重量 (kg)'),
      `<row r="2"><c r="A2" t="inlineStr"><is><t>工作簿物业</t></is></c><c r="B2" t="str"><f>"K"&amp;1</f><v>K1</v></c>
         <c r="C2"><v>1000</v></c></row>`,
      `<row r="3"><c r="A3"/><c r="B3" t="inlineStr"><is><t>K2</t></is></c></row>`,
      `<row r="900"><c r="A900" s="1"/></row>`,
    ].join('');
    const { body } = await upload(
      clerk,
      PATH,
      workbook(`${rows}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells><sheetData>`),
      XLSX,
    );
    const result = await over(clerk, body.id as string);
    expect(result).toMatchObject({ total: 2, created: 1, refused: 1 });
    expect((await rowsOf(clerk, result.id))[1]).toMatchObject({ rowNo: 3, code: 'imports.no_unit' });
  });

  it('are seen, stopped and tried again by the organisation that sent them only', async () => {
    const { id } = await imported(clerk, csv('使用单位名称,单位内编号', '自己物业,Z-1'));
    for (const path of ['', '/rows', '/result']) {
      expect((await city.cast.stranger.get(`/v1/imports/${id}${path}`)).status).toBe(404);
    }
    expect((await city.cast.stranger.post(`/v1/imports/${id}/cancellation`)).status).toBe(404);
    expect((await city.cast.stranger.get('/v1/imports')).body.items).toEqual([]);
    expect((await city.cast.inspector.post(`/v1/imports/${id}/cancellation`)).status).toBe(403);
    expect((await clerk.post(`/v1/imports/${id}/cancellation`)).body.code).toBe('imports.over');
    expect((await clerk.post(`/v1/imports/${id}/retry`)).body.code).toBe('imports.not_failed');
    expect((await clerk.get('/v1/imports?kind=elevator&limit=1')).body.items).toHaveLength(1);
  });

  it('with the same key are one import', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'sheet-1' };
    const sheet = csv('使用单位名称,单位内编号', '一次物业,I-1');
    const [one, two] = [await clerk.post(PATH, sheet, headers), await clerk.post(PATH, sheet, headers)];
    expect([one.status, two.status, two.body.id]).toEqual([202, 202, one.body.id]);
    const other = await clerk.post(PATH, csv('使用单位名称,单位内编号', '一次物业,I-2'), headers);
    expect(other.body.code).toBe('idempotency.other_body');
  });
});
