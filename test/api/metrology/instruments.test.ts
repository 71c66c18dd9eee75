import { startCity, type TestCity } from '../../support/city';

describe('the ledger of instruments', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('probe', async () => {
    const { body } = await city.cast.hospital.get('/v1/instruments?limit=3&sort=dueOn');
    console.log(JSON.stringify(body, null, 1));
    console.log(JSON.stringify((await city.cast.hospital.get(`/v1/instruments/${body.items[0].id}`)).body, null, 1));
    const s = await city.cast.machineShop.get('/v1/metrology-capabilities/search?low=0&high=10&unit=MPa&accuracyClass=0.4&instrument=' + encodeURIComponent('压力表'));
    console.log(JSON.stringify(s.body, null, 1));
    const c = await city.cast.machineShop.get('/v1/verification-catalogue?limit=2&q=JJG%20539');
    console.log(JSON.stringify(c.body, null, 1));
    const r = await city.cast.machineShop.get('/v1/verification-catalogue/regulations?limit=3&q=JJG%2052');
    console.log(JSON.stringify(r.body, null, 1));
  });
});
