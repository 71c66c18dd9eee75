import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { csv, over, upload } from '../../support/sheets';

const PATH = '/v1/instruments/imports';
const HEADER = '器具名称,型号规格,出厂编号,用途,测量范围,准确度等级,强检目录项目,上次检定日期,使用地点';

describe('instruments from a sheet', () => {
  let city: TestCity;
  let hospital: Caller;
  beforeAll(async () => {
    city = await startCity();
    hospital = city.cast.hospital;
    await city.startWorker();
  });
  afterAll(() => city.close());

  async function imported(caller: Caller, content: Buffer): Promise<any> {
    const { status, body } = await upload(caller, PATH, content);
    expect({ status, kind: body.kind }).toEqual({ status: 202, kind: 'instrument' });
    return over(caller, body.id as string);
  }

  const codesOf = async (id: string): Promise<unknown[]> =>
    (await hospital.get(`/v1/imports/${id}/rows?limit=100`)).body.items.map((row: any) => [row.outcome, row.code]);

  const entryOf = async (serialNo: string): Promise<any> =>
    (await hospital.get(`/v1/instruments?q=${serialNo}`)).body.items.find((one: any) => one.serialNo === serialNo);

  const sheet = (place: string): Buffer =>
    csv(
      HEADER,
      `弹簧管式一般压力表,Y-100,SHEET-1,安全防护,(0~1.6) MPa,1.6级,QJ-19,2026-01-10,${place}`,
      `弹簧管式一般压力表,Y-100,SHEET-2,safety_protection,(0~1.6) MPa,1.6级,QJ-19,,${place}`,
      `弹簧管式一般压力表,Y-100,SHEET-1,安全防护,(0~1.6) MPa,1.6级,QJ-19,2026-01-10,${place}`,
      `弹簧管式一般压力表,Y-100,SHEET-3,观赏,(0~1.6) MPa,1.6级,QJ-19,,${place}`,
      `弹簧管式一般压力表,Y-100,,安全防护,(0~1.6) MPa,1.6级,QJ-19,,${place}`,
      `弹簧管式一般压力表,Y-100,SHEET-6,安全防护,(0~1.6) MPa,1.6级,QJ-999,,${place}`,
    );

  it('enter the ledger of who uploads them, the good rows without the bad ones', async () => {
    const result = await imported(hospital, sheet('锅炉房'));
    expect(result).toMatchObject({ state: 'ready', total: 6, created: 2, unchanged: 0, refused: 4 });
    expect(await codesOf(result.id as string)).toEqual([
      ['created', null],
      ['created', null],
      ['refused', 'metrology.instrument_exists'],
      ['refused', 'imports.unreadable'],
      ['refused', 'imports.blank'],
      ['refused', 'request.invalid'],
    ]);
    const first = await entryOf('SHEET-1');
    const facts = { isMandatory: true, purpose: 'safety_protection', validUntil: '2026-07-09', state: 'filed' };
    expect(first).toMatchObject(facts);
    const dues = (await hospital.get(`/v1/dues?subjectId=${first.id}`)).body.items;
    expect(dues).toMatchObject([{ kind: 'instrument_verification', dueOn: '2026-07-09' }]);
  });

  it('are left as they are when they come again, and brought up to date when they come changed', async () => {
    const again = await imported(hospital, sheet('锅炉房'));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 4 });
    const changed = await imported(hospital, sheet('别处'));
    expect(changed).toMatchObject({ created: 0, updated: 2, unchanged: 0, refused: 4 });
    expect((await codesOf(changed.id as string))[2]).toEqual(['refused', 'imports.repeated_row']);
    const entry = await entryOf('SHEET-2');
    expect(entry).toMatchObject({ usePlace: '别处', version: 2 });
    const history = (await hospital.get(`/v1/instruments/${entry.id}/history`)).body.items;
    const details = { importId: changed.id, fields: ['usePlace'] };
    expect(history.map(({ event }: any) => event)).toEqual(['enter', 'change']);
    expect(history[1]).toMatchObject({ details });
  });

  it('move their dues with a new day of verification, by the rules of an edit', async () => {
    const columns = '器具名称,型号规格,出厂编号,用途,上次检定日期,强检目录项目';
    const line = (facts: string): Buffer => csv(columns, `弹簧管式一般压力表,Y-100,SHEET-1,安全防护,${facts}`);
    expect(await imported(hospital, line('2026-02-10,QJ-19'))).toMatchObject({ updated: 1 });
    const entry = await entryOf('SHEET-1');
    expect(entry).toMatchObject({ lastVerifiedOn: '2026-02-10', validUntil: '2026-08-09', usePlace: '别处' });
    const dues = (await hospital.get(`/v1/dues?subjectId=${entry.id}`)).body.items;
    expect(dues).toMatchObject([{ kind: 'instrument_verification', dueOn: '2026-08-09' }]);
    const found = (await hospital.get('/v1/instruments?q=别处')).body.items;
    expect(found.map(({ serialNo }: any) => serialNo).toSorted()).toEqual(['SHEET-1', 'SHEET-2']);
    for (const facts of ['2027-02-10,QJ-19', '2026-02-10,QJ-999']) {
      const { id, refused } = await imported(hospital, line(facts));
      expect([refused, await codesOf(id as string)]).toEqual([1, [['refused', 'request.invalid']]]);
    }
    await city.db.query(`UPDATE instruments SET certificate_no = 'C-1' WHERE id = $1`, [entry.id]);
    const certified = await imported(hospital, line('2026-02-20,QJ-19'));
    expect(await codesOf(certified.id as string)).toEqual([['refused', 'metrology.validity_fixed']]);
    expect(await entryOf('SHEET-1')).toMatchObject({ lastVerifiedOn: '2026-02-10', version: entry.version });
  });

  it('are nobody else’s', async () => {
    const { id } = await imported(hospital, sheet('锅炉房'));
    expect((await city.cast.machineShop.get(`/v1/imports/${id}`)).status).toBe(404);
    expect((await city.cast.machineShop.get('/v1/instruments?q=SHEET')).body.items).toEqual([]);
    expect((await upload(city.cast.expert, PATH, sheet('锅炉房'))).status).toBe(403);
  });
});
