import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';
import { ok } from '../../support/given-help';

describe('what is near', () => {
  let city: TestCity;
  let shop: Caller;
  beforeAll(async () => {
    city = await startCity();
    shop = city.cast.machineShop;
  });
  afterAll(() => city.close());

  const search = async (query: Record<string, string | number>, who = shop): Promise<any> =>
    ok(await who.get(`/v1/search?${String(new URLSearchParams(query as Record<string, string>))}`));

  it('stands first, and it is known how far it is', async () => {
    const [near, far] = ['121.391382,37.539297', '120.4,36.1'];
    await city.db.query(`UPDATE organisations SET longitude = 121.45, latitude = 37.48 WHERE id = $1`, [
      city.cast.equipmentManager.organisationId,
    ]);
    const here = await search({ q: '三坐标', near, kind: 'equipment' });
    expect(here.items[0]).toMatchObject({ distanceKm: 8.4, score: { parts: { near: 11 } } });
    expect((await search({ q: '三坐标', near, withinKm: 8 })).items).toEqual([]);
    expect((await search({ q: '三坐标', near, withinKm: 9 })).items.length).toBeGreaterThan(0);
    expect((await search({ q: '三坐标', near: far })).items[0].distanceKm).toBeGreaterThan(100);
  });

  it('is a device by the seat of its district, and so is who has not said where they are; the answer says so', async () => {
    const { userUnit } = city.cast;
    const unit = userUnit.organisationId;
    // The user unit sits in the middle of the city, its devices stand in 芝罘, 海阳 and where no seat is known.
    await city.db.query('UPDATE organisations SET longitude = 121.26, latitude = 37.496 WHERE id = $1', [unit]);
    for (const [districtCode, siteName] of [
      ['370602', '螭吻苑东'],
      ['370687', '螭吻苑南'],
      ['370676', '螭吻苑西'],
    ])
      await given(city).elevator({ districtCode, siteName });
    const near = '121.381,37.54';
    const places = async (query: object): Promise<any> => {
      const { items } = await search({ q: '螭吻苑', kind: 'elevator', ...query }, userUnit);
      return items.map(({ title, distanceKm, pointOf }: any) => [title.slice(0, 4), distanceKm, pointOf]);
    };
    const [east, south] = [
      ['螭吻苑东', 0, 'district'],
      ['螭吻苑南', 86.7, 'district'],
    ];
    const all = await places({ near });
    expect(all).toEqual([east, south, ['螭吻苑西', null, null]]);
    expect(await places({ near, withinKm: 86 })).toEqual([east]);
    expect(await places({ near, withinKm: 87 })).toEqual([east, south]);
    expect((await places({})).map((place: any[]) => place.slice(1))).toEqual([
      ...[
        [null, null],
        [null, 'district'],
        [null, 'district'],
      ],
    ]);

    const own = async (query: object): Promise<any[]> => {
      const { items } = await search({ q: '91370600ma94n2kq8y', near, ...query });
      return items.map(({ distanceKm, pointOf }: any) => [distanceKm, pointOf]);
    };
    const { id } = (await search({ q: '91370600ma94n2kq8y' })).items[0];
    await city.db.query('UPDATE organisations SET longitude = NULL, latitude = NULL WHERE id = $1', [id]);
    const [[seat]] = await own({});
    expect(await own({ withinKm: Math.ceil(seat) + 1 })).toEqual([[seat, 'district']]);
    await city.db.query('UPDATE organisations SET longitude = 119.937, latitude = 37.182 WHERE id = $1', [id]);
    expect(await own({})).toEqual([[133.7, 'organisation']]);
    expect(await own({ withinKm: Math.ceil(seat) + 1 })).toEqual([]);
    expect(await own({ withinKm: 134 })).toEqual([[133.7, 'organisation']]);
  });
});
