import { DataSource } from 'typeorm';
import { ReindexService } from '@nqi/platform/search';
import { facts as equipmentFacts, givenEquipment } from '../equipment/given-equipment';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller } from '../../support/client';
import { given } from '../../support/given';
import { ok } from '../../support/given-help';

describe('the search', () => {
  let city: TestCity;
  let shop: Caller;
  beforeAll(async () => {
    city = await startCity();
    shop = city.cast.machineShop;
  });
  afterAll(() => city.close());

  const ask = (query: Record<string, string | number>, who = shop): Promise<Answer> =>
    who.get(`/v1/search?${String(new URLSearchParams(query as Record<string, string>))}`);
  const search = async (query: Record<string, string | number>, who = shop): Promise<any> => ok(await ask(query, who));
  const machine = (changes: object): Promise<any> => givenEquipment(city).machine(changes);

  it.each([
    ['三坐标', 'word'],
    ['sanzuobiao', 'pinyin'],
    ['szb', 'pinyin'],
    ['cmm', 'synonym'],
    ['ｃｍｍ', 'synonym'],
    ['cmm-02', 'code'],
  ])('finds the measuring machine by %s: %s', async (q, by) => {
    const { items } = await search({ q, kind: 'equipment' });
    const hit = items.find(({ codes }: any) => codes.includes('CMM-02'));
    expect(hit).toMatchObject({ title: '桥式三坐标测量机', kind: 'equipment', visibility: 'members', score: { by } });
    expect(hit.organisation.name).toContain('分析测试中心');
    expect((await shop.get(hit.href)).status).toBe(200);
  });

  it('finds organisations by name, sound and code, experts by name, regulations by number', async () => {
    const first = async (q: string): Promise<any> => (await search({ q })).items[0];
    expect(await first('91370600ma94n2kq8y')).toMatchObject({ kind: 'organisation', score: { by: 'code' } });
    expect(await first('捷安电梯')).toMatchObject({ kind: 'organisation' });
    expect(await first('jieandianti')).toMatchObject({ kind: 'organisation', score: { by: 'pinyin' } });
    expect(await first('TSGT7001-2023')).toMatchObject({ kind: 'regulation', codes: ['TSG T7001-2023'] });
    expect(await first('gb／t19001')).toMatchObject({
      kind: 'standard',
      source: expect.stringContaining('GB/T 19001'),
    });
    const { items } = await search({ q: '专家', kind: 'expert' });
    expect(items.length).toBeGreaterThan(0);
  });

  it('explains every score, and keeps their order', async () => {
    const { items } = await search({ q: '测量', limit: 100 });
    expect(items.length).toBeGreaterThan(5);
    for (const { score } of items) {
      expect(score.total).toBe(score.parts.found + score.parts.title + score.parts.near);
    }
    const totals = items.map(({ score }: any) => score.total as number);
    expect(totals).toEqual([...totals].sort((one, other) => other - one));
  });

  it('shows where the words stand, however they are written there', async () => {
    await machine({ name: '高速Ｘ射线荧光仪', specifications: `${'说明。'.repeat(60)}附带荧光标样` });
    const { items } = await search({ q: 'x 荧光', kind: 'equipment' });
    const hit = items.find(({ title }: any) => title === '高速Ｘ射线荧光仪');
    const shown = (text: string, places: any[]): string[] => places.map(({ start, end }) => text.slice(start, end));
    expect(shown(hit.title, hit.titleHighlights)).toEqual(['Ｘ', '荧光']);
    expect(shown(hit.snippet, hit.snippetHighlights)).toContain('荧光');
  });

  it('finds by what can be measured, in any unit', async () => {
    const range = { name: '温度', low: '-40', high: '150', unit: '°C', uncertainty: '0.1', uncertaintyUnit: '°C' };
    const bath = await machine({ name: '恒温槽', capabilities: [range] });
    const finds = async (query: Record<string, string>): Promise<boolean> =>
      (await search({ limit: 100, kind: 'equipment', ...query })).items.some(({ id }: any) => id === bath.id);
    expect(await finds({ value: '100', unit: '°C' })).toBe(true);
    expect(await finds({ value: '373.15', unit: 'K', maxU: '0.1', uUnit: 'K' })).toBe(true);
    expect(await finds({ value: '150', unit: '℃', q: '恒温' })).toBe(true);
    expect(await finds({ quantity: 'temperature' })).toBe(true);
    expect(await finds({ value: '151', unit: '°C' })).toBe(false);
    expect(await finds({ value: '100', unit: '°C', maxU: '0.09', uUnit: '°C' })).toBe(false);
    expect(await finds({ value: '0.1', unit: 'm' })).toBe(false);
    expect(await finds({ value: '100', unit: '°C', q: '压力' })).toBe(false);
    const laboratories = await search({ value: '1', unit: 'MPa', kind: 'metrology_capability' });
    expect(laboratories.items.length).toBeGreaterThan(0);
  });

  it('counts by kind and district, and filters by them', async () => {
    const all = await search({ q: '测量', limit: 100 });
    const kinds = Object.fromEntries(all.facets.kinds.map(({ value, count }: any) => [value, count]));
    expect(Object.values<number>(kinds).reduce((sum, count) => sum + count, 0)).toBe(all.items.length);
    const chosen = await search({ q: '测量', kind: 'equipment', limit: 100 });
    expect(chosen.items).toHaveLength(kinds.equipment);
    expect(chosen.facets.kinds).toEqual(all.facets.kinds);
    const inDistrict = await search({ q: '测量', districtCode: '370613', limit: 100 });
    expect(new Set(inDistrict.items.map(({ districtCode }: any) => districtCode))).toEqual(new Set(['370613']));
    const inCity = await search({ q: '测量', districtCode: '370600', kind: 'equipment', limit: 100 });
    expect(inCity.items).toHaveLength(kinds.equipment);
  });

  it('pages without gaps and repetition while others write', async () => {
    const made: string[] = [];
    for (let i = 0; i < 25; i += 1) made.push((await machine({ name: `玄武测试台${i}` })).id as string);
    const seen: string[] = [];
    let page = await search({ q: '玄武', limit: 7 });
    expect(page.facets.kinds).toEqual([{ value: 'equipment', count: 25, isBounded: false }]);
    while (page.nextCursor) {
      seen.push(...page.items.map(({ id }: any) => id as string));
      await machine({ name: `玄武插入${seen.length}` });
      page = await search({ q: '玄武', limit: 7, cursor: page.nextCursor });
      expect(page.facets).toBeNull();
    }
    seen.push(...page.items.map(({ id }: any) => id as string));
    expect(seen).toEqual([...made].reverse());
  });

  it('bounds what it ranks and counts, and says so', async () => {
    const rows = Array.from({ length: 101 }, (_, i) => ({
      ...{ categoryCode: '3110', internalNo: `B-${i}`, address: `朱雀路 ${i} 号`, districtCode: '370602' },
    }));
    ok(await city.cast.userUnit.post('/v1/elevators/batches', { rows }));
    const { facets } = await search({ q: '朱雀', limit: 1 }, city.cast.userUnit);
    expect(facets.kinds).toEqual([{ value: 'elevator', count: 100, isBounded: true }]);
  });

  it('finds what was just written, and no longer what was just changed', async () => {
    const device = await given(city).elevator({ siteName: '青龙花园' });
    const find = async (q: string): Promise<number> => (await search({ q }, city.cast.userUnit)).items.length;
    expect([await find('青龙花园'), await find('qinglong')]).toEqual([1, 1]);
    const headers = { 'if-match': `"${device.version}"` };
    ok(await city.cast.userUnit.patch(`/v1/elevators/${device.id}`, { siteName: '白虎花园' }, headers));
    expect([await find('青龙花园'), await find('baihu')]).toEqual([0, 1]);
    const refused = await city.cast.equipmentManager.post(
      '/v1/equipment',
      equipmentFacts({ name: '勾陈仪', address: '' }),
    );
    expect(refused.status).toBe(400);
    expect(await find('勾陈仪')).toBe(0);
  });

  it('forgets the name of an expert who is corrected', async () => {
    const { userId } = city.cast.expert;
    const [{ name }] = await city.db.query('SELECT name FROM users WHERE id = $1', [userId]);
    expect((await search({ q: name, kind: 'expert' })).items).toHaveLength(1);
    const headers = { 'idempotency-key': 'correct-me' };
    const request = await city.cast.expert.post(
      '/v1/data-requests',
      { kind: 'correction', correctedName: '新名字' },
      headers,
    );
    ok(await city.cast.operator.post(`/v1/data-requests/${ok(request).id}/approval`));
    expect((await search({ q: '新名字', kind: 'expert' })).items).toHaveLength(1);
    const { items } = await search({ q: name, kind: 'expert' });
    expect(items.filter(({ title }: any) => title.includes(name))).toEqual([]);
  });

  it.each([
    [{}, '/q'],
    [{ q: '' }, '/q'],
    [{ q: '测'.repeat(101) }, '/q'],
    [{ q: 'a\u0000b' }, '/q'],
    [{ q: '电梯', kind: 'users' }, '/kind'],
    [{ q: '电梯', near: '200,37' }, '/near'],
    [{ q: '电梯', near: 'here' }, '/near'],
    [{ q: '电梯', withinKm: '5' }, '/near'],
    [{ q: '电梯', withinKm: '0', near: '121,37' }, '/withinKm'],
    [{ q: '电梯', districtCode: '37' }, '/districtCode'],
    [{ value: '1' }, '/unit'],
    [{ value: '1', unit: 'furlong' }, '/unit'],
    [{ value: '1', unit: 'm', maxU: '1', uUnit: 'K' }, '/uUnit'],
    [{ quantity: 'beauty' }, '/quantity'],
    [{ q: '电梯', limit: '0' }, '/limit'],
    [{ q: '电梯', colour: 'red' }, '/colour'],
  ])('refuses %j at %s', async (query, pointer) => {
    const { status, body } = await ask(query);
    expect({ status, pointers: body.errors?.map((one: any) => one.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });

  it('answers whatever people type', async () => {
    for (const q of [
      '%',
      "'",
      '\\',
      '()',
      '{}',
      '"',
      ' , ',
      'a'.repeat(100),
      '电'.repeat(100),
      '~',
      '=',
      '^',
      '@length',
    ])
      expect({ q, status: (await ask({ q })).status }).toEqual({ q, status: 200 });
    expect(await search({ q: '，。！' })).toEqual({
      items: [],
      nextCursor: null,
      facets: { kinds: [], districts: [] },
    });
  });

  it('takes a cursor for the question that it belongs to, and for no other', async () => {
    const { nextCursor } = await search({ q: '测量', limit: 1 });
    for (const query of [{ q: '电梯' }, { q: '测量', kind: 'equipment' }]) {
      expect((await ask({ ...(query as Record<string, string>), cursor: nextCursor })).body.code).toBe(
        'request.bad_cursor',
      );
    }
    expect((await search({ q: '测量', limit: 5, cursor: nextCursor })).items.length).toBeGreaterThan(0);
  });

  it('is drawn anew from the records, and goes on where it was stopped', async () => {
    const documents = (): Promise<any[]> => city.db.query('SELECT * FROM search_documents ORDER BY kind, record_id');
    const before = await documents();
    await city.db.query('DELETE FROM search_documents');
    const elevators = before.filter(({ kind }) => kind === 'elevator');
    const half = elevators[Math.floor(elevators.length / 2)];
    await city.db.query(`INSERT INTO search_rebuilds (kind, after_id) VALUES ('elevator', $1)`, [half.record_id]);
    const drawn = await city.app.get(ReindexService).run();
    expect(drawn.elevator).toBe(elevators.filter(({ record_id }) => record_id > half.record_id).length);
    await city.app.get(ReindexService).run();
    expect(await documents()).toEqual(before);
    expect(await city.app.get(DataSource).query('SELECT * FROM search_rebuilds')).toEqual([]);
  });
});
