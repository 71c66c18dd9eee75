import type { InjectOptions as Options } from 'fastify';
import { startCity, type TestCity } from '../../support/city';
import { tokenOf } from '../../support/client';

type Request = Options & { url: string };

const JSON_TYPE = { 'content-type': 'application/json' };
const TOKEN_ROUTE = { method: 'POST', url: '/v1/auth/token' } as const;

describe('a bad request', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity({ BODY_LIMIT_BYTES: 200_000 });
  });
  afterAll(() => city.close());

  /** Sends it and expects a problem document, whatever else it is. */
  async function problem(request: Request): Promise<any> {
    const { statusCode, headers, body } = await city.app.inject(request);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const document = JSON.parse(body);
    expect(document).toMatchObject({ status: statusCode, type: `/problems/${document.code}` });
    expect(document.traceId).toBe(headers['x-request-id']);
    expect(document.instance).toBe(request.url.split('?')[0]);
    return document;
  }

  const posting = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE): Request => ({
    ...TOKEN_ROUTE,
    payload,
    headers,
  });

  describe('is told what is wrong with', () => {
    const DEEP = '['.repeat(60_000) + ']'.repeat(60_000);
    const cases: [string, Request, number, string][] = [
      ['an unknown address', { method: 'GET', url: '/v1/nothing' }, 404, 'request.unknown_route'],
      ['an unknown version', { method: 'GET', url: '/v9/me' }, 404, 'request.unknown_route'],
      ['a double slash', { method: 'GET', url: '//v1/me' }, 404, 'request.unknown_route'],
      ['a method that the address has not', { method: 'DELETE', url: '/v1/me' }, 404, 'request.unknown_route'],
      ['PUT', { method: 'PUT', url: '/v1/organisations', payload: {} }, 404, 'request.unknown_route'],
      [
        'broken percent-encoding in the path',
        { method: 'GET', url: '/v1/organisations/%E0%A4%A' },
        400,
        'request.malformed',
      ],
      ['broken percent-encoding alone', { method: 'GET', url: '/%' }, 400, 'request.malformed'],
      [
        'an id of 300 characters',
        { method: 'GET', url: `/v1/organisations/${'a'.repeat(300)}` },
        400,
        'request.malformed',
      ],
      ['half a JSON', posting('{"phone":'), 400, 'request.malformed'],
      ['no JSON at all', posting('phone=1'), 400, 'request.malformed'],
      ['an empty body', posting(''), 400, 'request.malformed'],
      ['two JSONs', posting('{}{}'), 400, 'request.malformed'],
      [
        'a key __proto__',
        posting('{"__proto__":{"isAdmin":true},"phone":"1","password":"2"}'),
        400,
        'request.malformed',
      ],
      ['a key constructor', posting('{"constructor":{"prototype":{"a":1}},"phone":"1"}'), 400, 'request.malformed'],
      ['JSON that is nested 60,000 deep', posting(`{"phone":${DEEP},"password":"x"}`), 400, 'request.too_deep'],
      ['JSON that is nested 40 deep', posting(`{"phone":${'['.repeat(40)}${']'.repeat(40)}}`), 400, 'request.too_deep'],
      ['a list instead of an object', posting('[]'), 400, 'request.invalid'],
      ['a text instead of an object', posting('"text"'), 400, 'request.invalid'],
      ['null instead of an object', posting('null'), 400, 'request.invalid'],
      [
        'a form',
        posting('phone=1&password=2', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'request.unsupported_media_type',
      ],
      [
        'plain text',
        posting('{"phone":"1","password":"2"}', { 'content-type': 'text/plain' }),
        415,
        'request.unsupported_media_type',
      ],
      ['XML', posting('<a/>', { 'content-type': 'application/xml' }), 415, 'request.unsupported_media_type'],
      [
        'a nonsensical content type',
        posting('{}', { 'content-type': 'nonsense' }),
        415,
        'request.unsupported_media_type',
      ],
      ['a body that is too large', posting(JSON.stringify({ phone: 'x'.repeat(200_000) })), 413, 'request.too_large'],
      ['a number for a text', posting('{"phone":1e999,"password":"x"}'), 400, 'request.invalid'],
      ['invalid UTF-8', posting(Buffer.from('7b2270686f6e65223a22fffe227d', 'hex')), 400, 'request.invalid'],
      [
        'a query that nobody knows',
        { ...TOKEN_ROUTE, url: '/v1/me?x=1', method: 'POST' },
        404,
        'request.unknown_route',
      ],
    ];

    it.each(cases)('%s', async (_, request, status, code) => {
      expect(await problem(request)).toMatchObject({ status, code });
    });

    it('leaves nothing of a poisoned key behind', () => {
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });
  });

  /** What text a database cannot hold, in every place where text comes in. */
  describe('with a character that PostgreSQL cannot hold', () => {
    const organisation = { name: 'a\0b', uscc: '91370600MA94N2KQ8Y', capabilities: ['user_unit'] };

    it.each([
      ['a body', 'operator', 'POST', '/v1/organisations', organisation],
      ['a nested body', 'nobody', 'POST', '/v1/auth/registration', { organisation, administrator: {} }],
      ['a query', 'operator', 'GET', '/v1/organisations?q=a%00b', undefined],
      ['a filter', 'userUnit', 'GET', '/v1/elevators?registrationCode=%00', undefined],
      ['a cursor', 'userUnit', 'GET', '/v1/elevators?cursor=%00', undefined],
      ['half a surrogate pair', 'operator', 'POST', '/v1/organisations', { ...organisation, name: 'a\ud800b' }],
      ['a kind', 'contractor', 'POST', '/v1/payment-orders', { kind: '\0', subjectIds: ['7'] }],
    ] as const)('in %s is refused by name', async (_, who, method, url, body) => {
      const caller = city.cast[who];
      const answer = await (method === 'POST' ? caller.post(url, body) : caller.get(url));
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
      const codes = answer.body.errors.map(({ code }: { code: string }) => code);
      expect(codes).toContain('field.unreadable_characters');
    });

    it.each(['/v1/elevators/%00', '/v/a%00b', '/problems/%00'])('in %s is refused', async (url) => {
      const request = {
        method: 'GET' as const,
        url,
        headers: { authorization: `Bearer ${tokenOf(city.config, city.cast.clerk.userId)}` },
      };
      expect(await problem(request)).toMatchObject({ status: 400, code: 'request.invalid' });
    });

    it('refuses the row of a batch that has it, and no other', async () => {
      const device = (internalNo: string): object => ({
        internalNo,
        address: '烟台市',
        categoryCode: '3110',
        districtCode: '370602',
      });
      const rows = [device('N-1'), device('N\0-2'), null, [], device('N-3')];
      const { status, body } = await city.cast.userUnit.post('/v1/elevators/batches', { rows });
      expect(status).toBe(207);
      expect(body).toMatchObject({ accepted: 2, refused: 3 });
      expect(body.items[1].problem.errors[0]).toMatchObject({
        pointer: '/internalNo',
        code: 'field.unreadable_characters',
      });
      expect(body.items[2].problem.errors[0]).toMatchObject({ pointer: '', code: 'field.wrong_type' });
    });
  });

  describe('is answered in the language', () => {
    it.each([
      [undefined, 'zh-CN'],
      ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
      ['en-GB,en;q=0.9', 'en'],
      ['zh;q=0.3, en;q=0.7', 'en'],
      ['fr, en;q=0.5', 'en'],
      ['fr', 'zh-CN'],
      ['en;q=0', 'zh-CN'],
      [`${'en;q='.repeat(2_000)}`, 'zh-CN'],
    ])('that %j prefers: %s', async (accepted, language) => {
      const headers = { ...JSON_TYPE, ...(accepted && { 'accept-language': accepted }) };
      const request = { ...TOKEN_ROUTE, headers, payload: '{"phone":7}' };
      const { title, errors } = await problem(request);
      expect(title).toBe(language === 'en' ? 'Invalid request' : '请求内容有误');
      const details = errors.map(({ detail }: { detail: string }) => detail).join();
      expect(/\p{Script=Han}/u.test(details)).toBe(language === 'zh-CN');
      expect(/[a-z]{4}/.test(details)).toBe(language === 'en');
      expect((await city.app.inject(request)).headers['content-language']).toBe(language);
    });
  });

  describe('has the id', () => {
    it.each([
      ['abc-123.DEF_4', true],
      ['x'.repeat(64), true],
      ['x'.repeat(65), false],
      ['a b', false],
      ['a\tb', false],
      ['', false],
      ['<script>', false],
    ])('%j of the request, if that is a sensible one: %s', async (id, isKept) => {
      const { traceId } = await problem({ method: 'GET', url: '/v1/nothing', headers: { 'x-request-id': id } });
      if (isKept) expect(traceId).toBe(id);
      else expect(traceId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    });
  });

  it('with a cursor that is not ours gets no page', async () => {
    const { body } = await city.cast.operator.get('/v1/organisations?limit=1');
    const cursor = String(body.nextCursor);
    const swapped = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
    const payload = Buffer.from(JSON.stringify(['o.id createdAt', '2020-01-01', '']));
    const made = Buffer.concat([Buffer.alloc(16), payload]).toString('base64url');
    for (const forged of [swapped, cursor.slice(0, -4), 'x', made, `${cursor}AAAA`, payload.toString('base64url')]) {
      const answer = await city.cast.operator.get(`/v1/organisations?cursor=${forged}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.bad_cursor' } });
    }
    const elsewhere = await city.cast.admin.get(`/v1/memberships?cursor=${cursor}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'request.bad_cursor' } });
    expect((await city.cast.operator.get(`/v1/organisations?cursor=${cursor}`)).status).toBe(200);
  });
});
