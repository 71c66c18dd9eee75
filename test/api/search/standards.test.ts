import { startCity, type TestCity } from '../../support/city';
import { DAY } from '../equipment/given-equipment';
import { ok } from '../../support/given-help';

const FACTS = {
  ...{ number: 'GBT 10058—2023', title: '电梯技术条件', issuedOn: '2023-01-01', effectiveOn: '2023-12-01' },
  ...{ replaces: ['gb/t10058-2009'], source: '全国标准信息公共服务平台', confidence: 'medium' },
};

describe('standards', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  const list = async (query: string): Promise<any[]> =>
    ok(await city.cast.hospital.get(`/v1/standards?${query}`)).items;
  const numbers = async (query: string): Promise<string[]> => (await list(query)).map(({ number }) => number);

  it.each(['GB/T 19001', 'GBT19001', 'gb／t 19001', 'GB∕T19001'])('are found by %s, every edition', async (q) => {
    expect((await numbers(`q=${encodeURIComponent(q)}`)).sort()).toEqual(['GB/T 19001-2008', 'GB/T 19001-2016']);
  });

  it('are found by words and sound, and by one edition', async () => {
    expect(await numbers(`q=${encodeURIComponent('自行检测')}`)).toEqual(['TSG T7008-2023']);
    expect(await numbers('q=zixingjiance')).toEqual(['TSG T7008-2023']);
    expect(await numbers('q=TSG T7001-2023')).toEqual(['TSG T7001-2023']);
    expect(await numbers(`q=${encodeURIComponent('，')}`)).toEqual([]);
  });

  it('say what they are on a day, and what comes before and after them', async () => {
    const at = async (on: string): Promise<any> =>
      (await list(`q=${encodeURIComponent('TSG 08')}&on=${on}`)).map(({ number, status }) => `${number} ${status}`);
    expect((await at('2026-03-02')).sort()).toEqual(['TSG 08-2017 current', 'TSG 08-2026 upcoming']);
    expect((await at('2026-05-01')).sort()).toEqual(['TSG 08-2017 superseded', 'TSG 08-2026 current']);
    const [old] = await list('q=TSG 08-2017');
    expect(old).toMatchObject({ replaces: [], replacedBy: [{ number: 'TSG 08-2026' }] });
    const [quality] = await list('q=GB/T 19001-2016');
    expect(quality).toMatchObject({ replaces: [{ number: 'GB/T 19001-2008' }], adopts: 'ISO 9001:2015' });
    city.advance(60 * DAY);
    const link = ok(await city.cast.hospital.get(`/v1/standards/${old.replacedBy[0].id}`));
    expect(link).toMatchObject({ number: 'TSG 08-2026', status: 'current' });
    city.advance(-60 * DAY);
  });

  it.each(['upcoming', 'current', 'superseded', 'abolished'])(
    'are listed as %s exactly when they are',
    async (status) => {
      const all = await list('limit=100');
      expect((await list(`limit=100&status=${status}`)).map(({ id }) => id)).toEqual(
        all.filter((one) => one.status === status).map(({ id }) => id),
      );
    },
  );

  it('are entered by operators, once, in their one spelling', async () => {
    const { operator, hospital } = city.cast;
    const entered = await operator.post('/v1/standards', FACTS);
    expect(entered).toMatchObject({
      status: 201,
      body: { number: 'GB/T 10058-2023', level: 'national', status: 'current' },
    });
    expect(entered.body.replaces).toEqual([{ number: 'GB/T 10058-2009', id: null }]);
    const again = await operator.post('/v1/standards', { ...FACTS, number: 'GB/T 10058-2023' });
    expect(again).toMatchObject({ status: 409, body: { code: 'standards.exists' } });
    expect(again.body.existing.id).toBe(entered.body.id);
    expect((await hospital.post('/v1/standards', FACTS)).status).toBe(403);
    expect(await numbers('q=dianti jishutiaojian')).toEqual(['GB/T 10058-2023']);
    const search = ok(await hospital.get('/v1/search?q=GBT10058'));
    expect(search.items[0]).toMatchObject({ kind: 'standard', href: `/v1/standards/${entered.body.id}` });
  });

  it('are entered once when everybody does it at the same time', async () => {
    const body = { ...FACTS, number: 'GB/T 10060-2023' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => city.cast.operator.post('/v1/standards', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('are ended by an edit on the ground of what was read', async () => {
    const { operator, hospital } = city.cast;
    const { id, version } = ok(await operator.post('/v1/standards', { ...FACTS, number: 'GB/T 1-2020', replaces: [] }));
    const change = { abolishedOn: '2026-01-01' };
    const edit = (body: object, match?: string, who = operator): Promise<any> =>
      who.patch(`/v1/standards/${id}`, body, match ? { 'if-match': match } : {});
    expect((await edit(change)).status).toBe(428);
    expect((await edit(change, '"99"')).status).toBe(412);
    expect((await edit(change, `"${version}"`, hospital)).status).toBe(403);
    expect((await edit({ abolishedOn: '2020-01-01' }, `"${version}"`)).status).toBe(400);
    expect((await edit({ title: null }, `"${version}"`)).status).toBe(400);
    expect((await edit(change, `"${version}"`)).body).toMatchObject({ status: 'abolished', version: version + 1 });
    const { items } = ok(await hospital.get(`/v1/standards/${id}/history`));
    expect(items.map(({ event }: any) => event)).toEqual(['enter', 'change']);
  });

  it.each([
    [{ number: '电梯标准' }, 422, 'standards.bad_number'],
    [{ number: 'GB/T 10058' }, 422, 'standards.bad_number'],
    [{ title: '' }, 400, 'request.invalid'],
    [{ effectiveOn: '2022-12-31' }, 400, 'request.invalid'],
    [{ abolishedOn: '2023-12-01' }, 400, 'request.invalid'],
    [{ adopts: 'ISO 9001:2015' }, 400, 'request.invalid'],
    [{ ics: '3.1' }, 400, 'request.invalid'],
    [{ url: 'javascript:alert(1)' }, 400, 'request.invalid'],
    [{ replaces: ['GB/T 10058-2023'] }, 400, 'request.invalid'],
    [{ replaces: [1] }, 400, 'request.invalid'],
  ])('refuses %j: %i %s', async (wrong, status, code) => {
    expect(await city.cast.operator.post('/v1/standards', { ...FACTS, ...wrong })).toMatchObject({
      status,
      body: { code },
    });
  });

  it('are not there under what is no id', async () => {
    expect((await city.cast.hospital.get('/v1/standards/x')).status).toBe(404);
    expect((await city.cast.nobody.get('/v1/standards')).status).toBe(401);
  });
});
