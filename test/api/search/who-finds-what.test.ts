import { DAY, givenEquipment } from '../equipment/given-equipment';
import { GAUGE, orderLife } from '../metrology/order-life';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';
import { givenHelp, ok } from '../../support/given-help';
import { mandate, revoke } from '../../support/mandates';

/** A word that stands in nothing but the records of this test. */
const MARK = '麒麟';

/** What somebody finds, all pages of it. */
async function allHits(who: Caller, q: string): Promise<any[]> {
  const hits: any[] = [];
  let cursor = '';
  do {
    const { items, nextCursor } = ok(await who.get(`/v1/search?limit=100&q=${encodeURIComponent(q)}${cursor}`));
    hits.push(...items);
    cursor = nextCursor ? `&cursor=${nextCursor}` : '';
  } while (cursor);
  return hits;
}

describe('who finds what', () => {
  let city: TestCity;
  let addresses: string[];
  beforeAll(async () => {
    city = await startCity();
    addresses = await marked(city);
  });
  afterAll(() => city.close());

  const everybody = (): [string, Caller][] => Object.entries(city.cast).filter(([name]) => name !== 'nobody');

  it('is exactly what each of the cast may open', async () => {
    expect(addresses.length).toBeGreaterThanOrEqual(17);
    const wrong: string[] = [];
    for (const [name, who] of everybody()) {
      const found = new Set((await allHits(who, MARK)).map(({ href }) => href as string));
      for (const href of addresses) {
        const { status } = await who.get(href);
        if ((status === 200) !== found.has(href)) wrong.push(`${name} ${href}: ${status}, found ${found.has(href)}`);
      }
      expect([...found].filter((href) => !addresses.includes(href))).toEqual([]);
    }
    expect(wrong).toEqual([]);
  });

  it('opens, whatever is asked', async () => {
    for (const [name, who] of everybody()) {
      for (const q of ['电梯', '压力表', '测量']) {
        const { items } = ok(await who.get(`/v1/search?limit=20&q=${encodeURIComponent(q)}`));
        for (const { href } of items)
          expect({ name, q, href, ...(await status(who, href)) }).toMatchObject({ status: 200 });
      }
    }
  });

  const status = async (who: Caller, href: string): Promise<{ status: number }> => ({
    status: (await who.get(href)).status,
  });

  it('says nothing of who asks anonymously', async () => {
    const hits = await allHits(city.cast.expert, `${MARK}匿名`);
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({ kind: 'help_request', organisation: null, districtCode: null });
    expect(JSON.stringify(hits)).not.toContain(city.cast.machineShop.organisationId);
  });

  it('follows a mandate from its acceptance to its revocation, over one device and over all', async () => {
    const { stranger, contractor, laboratory } = city.cast;
    const hrefs = async (who: Caller): Promise<string[]> => (await allHits(who, `${MARK}陌生`)).map(({ href }) => href);
    expect(await hrefs(contractor)).toEqual([]);
    const [one, other] = await hrefs(stranger);
    const overOne = await mandate(stranger, contractor, { subjectIds: [one?.split('/').at(-1)] });
    expect(await hrefs(contractor)).toEqual([one]);
    await revoke(stranger, overOne);
    expect(await hrefs(contractor)).toEqual([]);
    await mandate(stranger, contractor, { coversAll: true });
    expect((await hrefs(contractor)).sort()).toEqual([one, other].sort());
    expect(await hrefs(laboratory)).toEqual([]);
    city.advance(400 * DAY);
    expect(await hrefs(contractor)).toEqual([]);
    city.advance(-400 * DAY);
  });

  it('is for members', async () => {
    expect((await city.cast.nobody.get('/v1/search?q=电梯')).status).toBe(401);
  });
});

/** Records of every kind and in every state that decides who sees them; returns where they are read. */
async function marked(city: TestCity): Promise<string[]> {
  const { cast } = city;
  const help = givenHelp(city);
  const hrefs: string[] = [];
  const at = (path: string, { id }: { id: string }): number => hrefs.push(`/v1/${path}/${id}`);

  at('elevators', await given(city).elevator({ siteName: `${MARK}花园` }));
  at('elevators', await given(city).elevator({ siteName: `${MARK}大厦`, maintenanceUnitId: undefined }));
  for (const no of ['S-1', 'S-2']) {
    const device = {
      categoryCode: '3110',
      internalNo: no,
      address: `龙口市${MARK}陌生路 1 号`,
      districtCode: '370681',
    };
    at('elevators', ok(await cast.stranger.post('/v1/elevators', device)));
  }
  at('instruments', await orderLife(city).instrument({ ...GAUGE, name: `${MARK}压力表` }));
  at('instruments', await orderLife(city).instrument({ ...GAUGE, name: `${MARK}草稿表`, isDraft: true }));
  const entrusted = await orderLife(city).instrument({ ...GAUGE, name: `${MARK}送检表` });
  at('instruments', entrusted);
  await orderLife(city).submit((await orderLife(city).draft([entrusted])).id);
  at('equipment', await givenEquipment(city).machine({ name: `${MARK}试验机` }));
  const retired = await givenEquipment(city).machine({ name: `${MARK}旧试验机` });
  const headers = { 'if-match': `"${retired.version}"` };
  ok(await cast.equipmentManager.patch(`/v1/equipment/${retired.id}`, { state: 'retired' }, headers));
  at('equipment', retired);
  const title = (what: string): object => ({ title: `${MARK}${what}` });
  at('help-requests', await help.request('draft', title('起草中')));
  at('help-requests', await help.request('submitted', { ...title('私下'), isPublic: false }));
  at('help-requests', await help.request('open', title('公开')));
  at('help-requests', await help.request('open', { ...title('匿名'), isAnonymous: true }));
  at('help-requests', await help.request('in_service', { ...title('办理'), isPublic: false }));
  at('help-requests', await help.request('resolved', title('解决')));
  await help.freeExperts();
  at('help-requests', await help.request('submitted', { ...title('投诉'), type: 'complaint', districtCode: '370602' }));
  const standard = {
    number: 'Q/QL 1-2025',
    title: `${MARK}标准`,
    effectiveOn: '2025-01-01',
    source: '测试',
    confidence: 'low',
  };
  at('standards', ok(await cast.operator.post('/v1/standards', standard)));
  return hrefs;
}
