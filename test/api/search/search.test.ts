import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';

describe('the search', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  const search = async (who: Caller, query: string): Promise<any> => {
    const answer = await who.get(`/v1/search?${query}`);
    return answer.body;
  };

  it('looks', async () => {
    const { body } = await city.cast.operator.get('/v1/search?q=' + encodeURIComponent('电梯') + '&limit=5');
    console.log(JSON.stringify(body, null, 1).slice(0, 6000));
    console.log(JSON.stringify(await search(city.cast.operator, 'q=sanzuobiao')).slice(0, 1500));
    console.log(JSON.stringify(await search(city.cast.operator, 'q=jjg52')).slice(0, 1500));
    console.log(await city.db.query('select kind, count(*) from search_documents group by 1'));
  });
});
