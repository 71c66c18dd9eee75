import { usccOf } from '../identity/uscc-of';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';

let serial = 0;
const freshKey = (): string => `key-${(serial += 1)}`;

describe('a request with an Idempotency-Key', () => {
  let city: TestCity;
  const enter = (key: string, body: object, who: Caller = city.cast.operator): Promise<Answer> =>
    who.post('/v1/organisations', body, { 'idempotency-key': key });
  const organisation = (changes: object = {}): any => {
    serial += 1;
    return { name: `幂等企业${serial}`, uscc: usccOf(serial), capabilities: ['user_unit'], ...changes };
  };
  const stored = async (): Promise<number> =>
    Number((await city.db.query('SELECT count(*) FROM idempotency_keys'))[0].count);
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('is done once and answered as often as it is sent', async () => {
    const [key, body] = [freshKey(), organisation()];
    const first = await enter(key, body);
    expect(first).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    for (const again of [await enter(key, body), await enter(key, body)]) {
      expect(again).toMatchObject({ status: 201, headers: { etag: '"1"', 'idempotent-replayed': 'true' } });
      expect(again.body).toEqual(first.body);
    }
    const rows = await city.db.query('SELECT FROM organisations WHERE uscc = $1', [body.uscc]);
    expect(rows).toHaveLength(1);
  });

  it('replays the order of keys in the body as the same body only when they are the same', async () => {
    const [key, { name, uscc, capabilities }] = [freshKey(), organisation()];
    expect((await enter(key, { name, uscc, capabilities })).status).toBe(201);
    expect(await enter(key, { name: `${name}二`, uscc, capabilities })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.other_body' },
    });
  });

  it('is another request for another caller, another organisation or another address', async () => {
    const key = freshKey();
    const person = (phone: string): object => ({ name: '同事', phone, password: 'long enough', roles: ['ent_user'] });
    const send = (who: Caller, phone: string) => who.post('/v1/memberships', person(phone), { 'idempotency-key': key });
    expect((await send(city.cast.userUnit, '13900030001')).status).toBe(201);
    const other = await send(city.cast.contractor, '13900030002');
    expect(other.status).toBe(201);
    expect(other.headers['idempotent-replayed']).toBeUndefined();
    expect((await enter(key, organisation())).status).toBe(201);
  });

  it('that failed is tried again', async () => {
    const [key, body] = [freshKey(), organisation({ uscc: '91370602MA3CX7TE1D' })];
    const before = await stored();
    expect((await enter(key, body)).status).toBe(409);
    expect((await enter(key, { ...body, uscc: 'nonsense' })).status).toBe(400);
    expect(await stored()).toBe(before);
    expect((await enter(key, { ...body, uscc: usccOf(800) })).status).toBe(201);
    expect(await stored()).toBe(before + 1);
  });

  it('that is refused at the door stores nothing', async () => {
    const before = await stored();
    expect((await enter(freshKey(), organisation(), city.cast.clerk)).status).toBe(403);
    expect((await enter(freshKey(), organisation(), city.cast.nobody)).status).toBe(401);
    expect(await stored()).toBe(before);
  });

  it('twenty times at once is done once; the others are told to wait or get the answer', async () => {
    const [key, body] = [freshKey(), organisation()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(key, body)));
    for (const { status, headers, body: problem } of answers) {
      if (status === 201) continue;
      expect({ status, code: problem.code }).toEqual({ status: 409, code: 'idempotency.in_flight' });
      expect(headers['retry-after']).toBe('1');
    }
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map((answer) => answer.body.id)).size).toBe(1);
    expect((await enter(key, body)).headers['idempotent-replayed']).toBe('true');
  });

  it('is told that the first is still running, not made to wait', async () => {
    const [key, body] = [freshKey(), organisation()];
    const holder = city.db.createQueryRunner();
    await holder.startTransaction();
    // The first one waits for this row, so it is certainly still running when the second one comes.
    await holder.query(
      `INSERT INTO organisations (id, name, uscc, capabilities, created_at, updated_at)
       VALUES (gen_random_uuid(), 'x', $1, '{user_unit}', now(), now())`,
      [body.uscc],
    );
    const both = [enter(key, body), enter(key, body)];
    const told = await Promise.race(both);
    await holder.rollbackTransaction();
    await holder.release();
    expect(told).toMatchObject({
      status: 409,
      body: { code: 'idempotency.in_flight' },
      headers: { 'retry-after': '1' },
    });
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['an empty key', ''],
    ['a key with a space', 'a b'],
    ['a key of 201 characters', 'k'.repeat(201)],
    ['a key that is not ASCII', 'schlüssel'],
  ])('with %s is refused', async (_, key) => {
    const answer = await enter(key, organisation());
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency.bad_key' } });
  });

  it('keeps headers besides the body, for a batch also its status', async () => {
    const rows = [
      { internalNo: 'I-1', address: '烟台市', categoryCode: '3110', districtCode: '370602' },
      { internalNo: 'I-1', address: '烟台市', categoryCode: '3110', districtCode: '370602' },
    ];
    const headers = { 'idempotency-key': freshKey(), 'accept-language': 'en' };
    const send = () => city.cast.userUnit.post('/v1/elevators/batches', { rows }, headers);
    const first = await send();
    expect(first.status).toBe(207);
    const again = await send();
    expect({ status: again.status, body: again.body }).toEqual({ status: 207, body: first.body });
    expect(again.headers['idempotent-replayed']).toBe('true');
  });
});
