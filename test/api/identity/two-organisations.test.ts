import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';
import { until } from '../../support/until';
import { freshPhone, nowhere, ok } from './given-organisations';

/** One person, a clerk of a user unit and of a contractor: two hats, never both at once. */
describe('a person in two organisations', () => {
  let city: TestCity;
  let person: Caller;
  let kept: string;
  let foreign: string;
  const as = ({ organisationId }: Caller): Record<string, string> => ({ 'x-organisation-id': organisationId });
  const sees = async (who: Caller): Promise<string[]> =>
    ok(await person.get('/v1/elevators?limit=100', as(who))).items.map(({ id }: any) => id);
  beforeAll(async () => {
    city = await startCity();
    const { userUnit, stranger } = city.cast;
    const phone = freshPhone();
    person = await nowhere(city, phone);
    for (const admin of [userUnit, stranger]) {
      const { id } = ok(await admin.post('/v1/invitations', { phone, roles: ['ent_user'] }));
      ok(await person.post(`/v1/invitations/${id}/acceptance`));
    }
    kept = (await given(city).elevator()).id;
    const own = {
      categoryCode: '3110',
      internalNo: 'S-1',
      address: '龙口市',
      districtCode: '370681',
      baseMonth: '2025-03',
    };
    const facts = { floors: 8, stops: 8, doors: 8, liftHeightM: '24', ratedLoadKg: '1000', ratedSpeedMs: '1.0' };
    foreign = ok(await stranger.post('/v1/elevators', { ...own, ...facts })).id;
    await until(async () => (await person.get('/v1/me', as(stranger))).status === 200, 3_000);
  });
  afterAll(() => city.close());

  it('sees under each hat the records of that one only', async () => {
    const { userUnit, stranger } = city.cast;
    const [one, other] = [await sees(userUnit), await sees(stranger)];
    expect(one).toContain(kept);
    expect(one).not.toContain(foreign);
    expect(other).toEqual([foreign]);
    expect((await person.get(`/v1/elevators/${foreign}`, as(userUnit))).status).toBe(404);
    expect((await person.get(`/v1/elevators/${kept}`, as(stranger))).status).toBe(404);
  });

  it('writes under each hat for that one only', async () => {
    const { userUnit, stranger } = city.cast;
    const change = (id: string, who: Caller): Promise<number> =>
      person
        .patch(`/v1/elevators/${id}`, { address: '新地址' }, { ...as(who), 'if-match': '"1"' })
        .then(({ status }) => status);
    expect(await change(foreign, userUnit)).toBe(404);
    expect(await change(kept, stranger)).toBe(404);
    expect(await change(foreign, stranger)).toBe(200);
    const { items } = ok(await person.get(`/v1/elevators/${foreign}/history`, as(stranger)));
    expect(items.at(-1)).toMatchObject({ actorId: person.userId, organisationId: stranger.organisationId });
  });

  it('keeps apart what was asked under the same idempotency key', async () => {
    const { userUnit, stranger } = city.cast;
    const body = { elevatorId: kept, requestedOn: '2026-03-02' };
    const key = { 'idempotency-key': 'same' };
    const one = await person.post('/v1/elevator-filings', body, { ...as(userUnit), ...key });
    const other = await person.post('/v1/elevator-filings', body, { ...as(stranger), ...key });
    expect(one.status).toBe(201);
    expect(other.status).toBeGreaterThanOrEqual(400);
    expect(other.headers).not.toHaveProperty('idempotent-replayed');
  });

  it('loses one hat and keeps the other', async () => {
    const { userUnit, stranger } = city.cast;
    const { organisations } = ok(await person.get('/v1/me'));
    const { membershipId } = organisations.find(({ id }: any) => id === stranger.organisationId);
    ok(await stranger.post(`/v1/memberships/${membershipId}/removal`, {}));
    await until(async () => (await person.get('/v1/elevators', as(stranger))).status === 403, 3_000);
    expect(await sees(userUnit)).toContain(kept);
  });
});
