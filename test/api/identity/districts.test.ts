import { UserService } from '@nqi/platform/identity';
import { startCity, type TestCity } from '../../support/city';
import { type Caller, signIn } from '../../support/client';
import { given } from '../../support/given';
import { allPages, seenBy } from '../../support/seen-by';
import { canSee as canSeeDevice } from '../../../libs/lines/elevators/src/visibility.policy';
import { canSee as canSeeFiling } from '../../../libs/lines/elevators/src/filings/filing.policy';
import { canSee as canSeeRequest } from '../../../libs/lines/assistance/src/requests/visibility.policy';
import { canSee as canSeeInstrument } from '../../../libs/lines/metrology/src/instruments/instrument.policy';
import { freshPhone, freshUscc, ok } from './given-organisations';

describe('the districts', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('are told to everybody, past ones with what became of them', async () => {
    const all = await allPages(city.cast.nobody, '/v1/districts');
    expect(all.map(({ code }) => code)).toEqual(all.map(({ code }) => code).toSorted());
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    const penglai = { code: '370614', nameZh: '蓬莱区', nameEn: 'Penglai District', kind: 'civil' };
    const point = { longitude: '120.754', latitude: '37.81' };
    expect(all).toContainEqual({ ...penglai, ...point, validFrom: '2020-06-05', validTo: null, mergedInto: null });
    const former = all.filter(({ mergedInto }) => mergedInto === '370614').map(({ code }) => code);
    expect(former).toEqual(['370634', '370684']);
    expect(all.find(({ code }) => code === '370676')).toMatchObject({ kind: 'statistical', longitude: null });
  });

  it('are told as of a day', async () => {
    const on = async (day: string): Promise<string[]> =>
      ok(await city.cast.nobody.get(`/v1/districts?limit=100&validOn=${day}`)).items.map(({ code }: any) => code);
    expect(await on('2020-06-04')).toEqual(expect.arrayContaining(['370684', '370634']));
    expect(await on('2020-06-04')).not.toContain('370614');
    expect(await on('2020-06-05')).toContain('370614');
    expect(await on('2020-06-05')).not.toContain('370684');
  });

  it.each(['validOn=yesterday', 'limit=0', 'cursor=x', 'kind=civil'])('refuse ?%s', async (query) => {
    expect((await city.cast.nobody.get(`/v1/districts?${query}`)).status).toBe(400);
  });

  describe('that were merged', () => {
    let bureau: Caller;
    const devices: Record<string, string> = {};
    beforeAll(async () => {
      bureau = await bureauOf('370614');
      for (const districtCode of ['370614', '370684', '370634', '370602']) {
        devices[districtCode] = (await given(city).elevator({ districtCode })).id;
      }
    });

    /** The authority of a district with one regulator. */
    async function bureauOf(districtCode: string): Promise<Caller> {
      const { operator } = city.cast;
      const facts = { name: `${districtCode}市场监管局`, uscc: freshUscc(), districtCode, capabilities: ['regulator'] };
      const { id } = ok(await operator.post('/v1/organisations', facts));
      const phone = freshPhone();
      ok(await city.cast.nobody.post('/v1/auth/registration', registration(phone)));
      await city.db.query(
        `UPDATE memberships SET organisation_id = $1, roles = '{regulator}'
         WHERE user_id = $2`,
        [id, (await city.app.get(UserService).byPhone(phone))?.id],
      );
      return signIn(city.app, city.config, phone);
    }

    function registration(phone: string): object {
      const organisation = { name: '过渡企业', uscc: freshUscc(), capabilities: ['user_unit'] };
      return { organisation, administrator: { name: '监管员', phone, password: 'long enough' } };
    }

    it('are covered by the regulator of the district that took them in', async () => {
      const listed = (await allPages(bureau, '/v1/elevators')).map(({ id }) => id);
      for (const code of ['370614', '370684', '370634']) {
        expect(listed).toContain(devices[code]);
        expect((await bureau.get(`/v1/elevators/${devices[code]}`)).status).toBe(200);
      }
      expect(listed).not.toContain(devices['370602']);
      expect((await bureau.get(`/v1/elevators/${devices['370602']}`)).status).toBe(404);
      expect(listed.toSorted()).toEqual((await seenBy(city, bureau, 'elevators', canSeeDevice)).sort());
      expect(new Set(listed).size).toBe(listed.length);
    });

    it('are covered in every line', async () => {
      const lists: [string, string, any][] = [
        ['/v1/elevator-filings', 'elevator_filings', canSeeFiling],
        ['/v1/help-requests', 'help_requests', canSeeRequest],
        ['/v1/instruments', 'instruments', canSeeInstrument],
      ];
      for (const [path, table, canSee] of lists) {
        await city.db.query(`UPDATE ${table} SET district_code = '370684' WHERE district_code IS NOT NULL`);
        const listed = (await allPages(bureau, path)).map(({ id }) => id);
        expect({ table, ids: listed.toSorted() }).toEqual({
          table,
          ids: (await seenBy(city, bureau, table, canSee)).sort(),
        });
      }
      const instruments = (await allPages(bureau, '/v1/instruments')).length;
      expect(instruments).toBeGreaterThan(0);
    });

    it('are not covered by the regulator of another district, nor by an office of one of them alone', async () => {
      const neighbour = await bureauOf('370681');
      expect((await neighbour.get(`/v1/elevators/${devices['370684']}`)).status).toBe(404);
      const former = await bureauOf('370684');
      expect((await former.get(`/v1/elevators/${devices['370684']}`)).status).toBe(200);
      expect((await former.get(`/v1/elevators/${devices['370634']}`)).status).toBe(404);
      expect((await former.get(`/v1/elevators/${devices['370614']}`)).status).toBe(404);
    });

    it('are covered through several mergers, also beyond the own prefix', async () => {
      await city.db.query(
        `INSERT INTO districts (code, name_zh, name_en, kind, valid_from, valid_to, merged_into)
         VALUES ('371299', '旧县', 'Old County', 'civil', '1980-01-01', '1999-12-31', '370634')`,
      );
      const { id } = await given(city).elevator({ districtCode: '371299' });
      expect((await (await bureauOf('370614')).get(`/v1/elevators/${id}`)).status).toBe(200);
      expect((await (await bureauOf('370600')).get(`/v1/elevators/${id}`)).status).toBe(200);
      expect((await (await bureauOf('370602')).get(`/v1/elevators/${id}`)).status).toBe(404);
    });
  });
});
