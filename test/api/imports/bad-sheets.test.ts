import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { CSV, csv, over, textRow, upload, workbook, XLSX } from '../../support/sheets';

const PATH = '/v1/elevators/imports';
const GOOD = csv('使用单位名称,单位内编号', '某物业,B-1');

describe('a sheet that cannot be read', () => {
  let city: TestCity;
  let clerk: Caller;
  beforeAll(async () => {
    city = await startCity();
    clerk = city.cast.clerk;
    await city.startWorker();
  });
  afterAll(() => city.close());

  it.each<[string, number, string, () => Buffer]>([
    ['with macros', 422, 'sheets.macros', () => workbook(textRow(1, '单位内编号'), { 'xl/vbaProject.bin': 'x' })],
    ['a bomb of 1,029:1', 422, 'sheets.bomb', () => workbook(' '.repeat(60_000_000))],
    ['in Latin-1', 422, 'sheets.encoding', () => Buffer.from('caf\u00e9,b\n1,2\n', 'latin1')],
    ['with a password', 422, 'sheets.encrypted', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['cut off', 422, 'sheets.malformed', () => workbook(textRow(1, '单位内编号')).subarray(0, 200)],
    ['a picture', 422, 'sheets.encoding', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['empty', 422, 'sheets.no_header', () => Buffer.alloc(0)],
    ['of blanks', 422, 'sheets.no_header', () => csv('', ',,', '')],
    ['with a header twice', 422, 'sheets.duplicate_headers', () => csv('单位内编号,型号,单位内编号', '1,2,3')],
    [
      'with too many columns',
      422,
      'sheets.too_many_columns',
      () => csv(Array.from({ length: 300 }, (_, n) => `c${n}`).join()),
    ],
    ['of another register', 422, 'imports.unmapped_fields', () => csv('name,price', 'tea,3')],
    ['of 50 MB and more', 413, 'sheets.too_large', () => Buffer.alloc(52_500_000, 'a')],
  ])('%s is answered %i %s', async (_, status, code, content) => {
    const answer = await upload(clerk, PATH, content());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('whose type lies is known by its bytes', async () => {
    const { status, body } = await upload(clerk, PATH, GOOD, XLSX);
    expect([status, body.format]).toEqual([202, 'csv']);
  });

  it('in GB18030, with blank rows at its end, is read', async () => {
    // 使用单位名称,单位内编号 / 塔,B-2
    const header = 'cab9d3c3b5a5cebbc3fbb3c62cb5a5cebbc4dab1e0bac5';
    const content = Buffer.from(`${header}0d0accfe2c422d320d0a2c0d0a0d0a`, 'hex');
    const { body } = await upload(clerk, PATH, content);
    expect(await over(clerk, body.id as string)).toMatchObject({ total: 1, created: 1 });
  });

  it('of 200,001 rows leaves nothing behind', async () => {
    const lines = Array.from({ length: 200_001 }, (_, no) => `某物业,N-${no}`);
    const { status, body } = await upload(clerk, PATH, csv(['使用单位名称,单位内编号', ...lines].join('\n')));
    expect(status).toBe(202);
    const result = await over(clerk, body.id as string, 60_000);
    expect(result).toMatchObject({ state: 'failed', failureCode: 'sheets.too_many_rows', done: 0 });
    expect((await clerk.get('/v1/elevators?internalNo=N-1')).body.items).toEqual([]);
  }, 90_000);

  it('breaks off late: the rows before it are not taken either', async () => {
    const { body } = await upload(
      clerk,
      PATH,
      workbook(`${textRow(1, '使用单位名称', '单位内编号')}${textRow(2, '某物业', 'L-1')}<row r="3">`),
    );
    expect(body.code ?? (await over(clerk, body.id as string)).failureCode).toBe('sheets.malformed');
  });

  it('is no JSON, and JSON is no sheet', async () => {
    const answers = [
      await clerk.post(PATH, { rows: [] }),
      await upload(clerk, '/v1/elevators', GOOD, CSV),
      await upload(clerk, '/v1/elevators/batches', GOOD, XLSX),
      await upload(clerk, PATH, GOOD, 'application/zip'),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      Array(4).fill([415, 'request.unsupported_media_type']),
    );
  });

  it('is read from nobody who may not send one', async () => {
    const statuses = [city.cast.nobody, city.cast.inspector].map(
      async (caller) => (await upload(caller, PATH, GOOD)).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 403]);
    const bad = [`${PATH}?mappingId=x`, `${PATH}?colour=red`, '/v1/imports/x', '/v1/imports?kind=%00'];
    const answers = [
      await upload(clerk, bad[0] ?? '', GOOD),
      await upload(clerk, bad[1] ?? '', GOOD),
      await clerk.get(bad[2] ?? ''),
      await clerk.get(bad[3] ?? ''),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 400]);
  });
});
