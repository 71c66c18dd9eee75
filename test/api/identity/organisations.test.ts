import { startCity, type TestCity } from '../../support/city';
import { usccOf } from './uscc-of';

const LABORATORY = { name: '烟台量值传递实验室', capabilities: ['institution'] };

describe('the directory of organisations', () => {
  let city: TestCity;
  const enter = (body: object) => city.cast.operator.post('/v1/organisations', body);
  const named = async (q: string): Promise<string[]> => {
    const { status, body } = await city.cast.stranger.get(`/v1/organisations?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    return body.items.map(({ name }: { name: string }) => name);
  };
  beforeAll(async () => {
    city = await startCity();
    for (const [serial, name] of ['百分之百%合格公司', '下_划线公司', '反\\斜线公司'].entries()) {
      expect((await enter({ name, uscc: usccOf(500 + serial), capabilities: ['user_unit'] })).status).toBe(201);
    }
  });
  afterAll(() => city.close());

  describe('entering by the operator', () => {
    it('takes an organisation of any kind, which everybody then finds', async () => {
      const facts = { ...LABORATORY, nameEn: 'Yantai Laboratory', uscc: usccOf(1), districtCode: '370671' };
      const { status, body, headers } = await enter(facts);
      expect({ status, body, etag: headers.etag }).toMatchObject({ status: 201, body: facts, etag: '"1"' });
      expect((await city.cast.stranger.get(`/v1/organisations/${body.id}`)).body).toEqual({ ...body, openEvents: [] });
    });

    it.each(['regulator', 'admin', 'clerk', 'userUnit', 'stranger'] as const)('refuses the %s', async (who) => {
      const answer = await city.cast[who].post('/v1/organisations', { ...LABORATORY, uscc: usccOf(2) });
      expect(answer).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    });

    it('refuses who is not signed in', async () => {
      expect((await city.cast.nobody.post('/v1/organisations', { ...LABORATORY, uscc: usccOf(2) })).status).toBe(401);
    });

    it('lets a genuine early code in that fails its check, only when told to', async () => {
      const early = { ...LABORATORY, uscc: '91350203M0001QAY9B' };
      expect(await enter(early)).toMatchObject({ status: 400, body: { errors: [{ code: 'field.bad_uscc' }] } });
      expect((await enter({ ...early, isUsccOverridden: true })).status).toBe(201);
      const [row] = await city.db.query('SELECT is_uscc_overridden FROM organisations WHERE uscc = $1', [early.uscc]);
      expect(row).toEqual({ is_uscc_overridden: true });
    });

    it.each(['91370602MA3CX7TE1O', 'NOT A CODE AT ALL'])('lets %s in under no circumstances', async (uscc) => {
      const answer = await enter({ ...LABORATORY, uscc, isUsccOverridden: true });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/uscc', code: 'field.bad_uscc' }] } });
    });

    it('says that a code is taken', async () => {
      expect(await enter({ ...LABORATORY, uscc: '123706004943017850' })).toMatchObject({
        status: 409,
        body: { code: 'identity.uscc_taken', action: expect.any(String) },
      });
    });

    it('takes null for what is left out', async () => {
      const facts = { nameEn: null, districtCode: null, address: null, phone: null };
      const answer = await enter({ ...LABORATORY, ...facts, uscc: usccOf(3) });
      expect(answer).toMatchObject({ status: 201, body: facts });
    });

    it.each([
      ['an unknown key', { extra: 1 }, '/extra', 'field.unknown'],
      ['an unknown capability', { capabilities: ['laboratory'] }, '/capabilities', 'field.not_allowed'],
      ['a text for the capabilities', { capabilities: 'institution' }, '/capabilities', 'field.wrong_type'],
      ['a text for a truth', { isUsccOverridden: 'true' }, '/isUsccOverridden', 'field.wrong_type'],
      ['an address of 201 characters', { address: '路'.repeat(201) }, '/address', 'field.too_long'],
      ['an unknown district', { districtCode: '370699' }, '/districtCode', 'field.unknown_district'],
    ])('refuses %s', async (_, changes, pointer, code) => {
      const answer = await enter({ ...LABORATORY, uscc: usccOf(4), ...changes });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    });
  });

  describe('searching', () => {
    it('finds by two characters of the name', async () => {
      expect(await named('物业')).toEqual(['烟台安居物业服务有限公司（演示）']);
    });

    it('finds by the whole code in any case, not by a part of it', async () => {
      expect(await named('91370602ma3cx7te1d')).toEqual(['烟台安居物业服务有限公司（演示）']);
      expect(await named('91370602')).toEqual([]);
    });

    it.each([
      ['%', '百分之百%合格公司'],
      ['_', '下_划线公司'],
      ['\\', '反\\斜线公司'],
    ])('takes %s as the character it is', async (q, name) => expect(await named(q)).toEqual([name]));

    it('lists those with a capability', async () => {
      const { body } = await city.cast.userUnit.get('/v1/organisations?capability=maintenance_unit');
      const names = body.items.map(({ name }: { name: string }) => name);
      expect(names).toEqual(['烟台捷安电梯维保有限公司（演示）', '龙口陌生企业有限公司']);
    });

    it('goes through all of them page by page, each once', async () => {
      const all = (await city.cast.userUnit.get('/v1/organisations?limit=100')).body.items;
      const seen: unknown[] = [];
      let query = '';
      do {
        const { body } = await city.cast.userUnit.get(`/v1/organisations?limit=2${query}`);
        seen.push(...body.items);
        query = body.nextCursor && `&cursor=${body.nextCursor}`;
      } while (query);
      expect(seen.length).toBeGreaterThan(6);
      expect(seen).toEqual(all);
    });

    it.each([
      ['limit=0', '/limit'],
      ['limit=101', '/limit'],
      ['limit=1.5', '/limit'],
      ['limit=many', '/limit'],
      ['limit=1&limit=2', '/limit'],
      ['capability=laboratory', '/capability'],
      ['q=', '/q'],
      [`q=${'x'.repeat(51)}`, '/q'],
      ['q=a&q=b', '/q'],
      ['q=%00', '/q'],
      ['offset=3', '/offset'],
    ])('refuses ?%s', async (query, pointer) => {
      const answer = await city.cast.userUnit.get(`/v1/organisations?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ pointer }] } });
    });
  });

  it.each(['0190a0b0-0000-7000-8000-000000000000', 'abc', '1', "'; DROP TABLE organisations"])(
    'has nobody with the id %s',
    async (id) => {
      const answer = await city.cast.userUnit.get(`/v1/organisations/${encodeURIComponent(id)}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'record.not_found' } });
    },
  );
});
