import { startCity, type TestCity } from '../../support/city';
import { good, offerOf } from '../../support/mandates';

describe('overlapping mandates', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  it.each([
    ['over everything', true],
    ['over the same device', false],
  ])('%s are accepted once when six offers are accepted at the same moment', async (_, coversAll) => {
    const { hospital: unit, contractor } = city.cast;
    const days = coversAll ? { validFrom: '2030-01-01', validTo: '2030-01-31' } : {};
    const device = { address: '烟台市', internalNo: `R-${String(coversAll)}`, baseMonth: '2025-03' };
    const subjects = coversAll
      ? { coversAll }
      : { subjectIds: [good(await unit.post('/v1/elevators', device)).id as string] };
    const ids: string[] = [];
    for (let no = 0; no < 6; no += 1) {
      ids.push(good(await unit.post('/v1/mandates', offerOf(unit, contractor, { ...days, ...subjects }))).id);
    }
    const answers = await Promise.all(ids.map((id) => contractor.post(`/v1/mandates/${id}/acceptance`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const codes = new Set(answers.map(({ body }) => body.code));
    expect(codes).toEqual(new Set([undefined, 'mandates.overlapping']));
  });

  it('over everything are refused by the database when code would make them', async () => {
    const { hospital: unit, contractor } = city.cast;
    const days = { validFrom: '2031-01-01', validTo: '2031-01-31', coversAll: true };
    const offer = async (): Promise<string> =>
      good(await unit.post('/v1/mandates', offerOf(unit, contractor, days))).id;
    const ids = [await offer(), await offer()];
    const both = `UPDATE mandates SET state = 'active', accepted_at = now() WHERE id = ANY($1)`;
    await expect(city.db.query(both, [ids])).rejects.toThrow('mandates_all_excl');
  });
});
