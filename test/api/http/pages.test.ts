import { catalogue, type ErrorCode, statusOf } from '@nqi/shared/errors';
import { startCity, type TestCity } from '../../support/city';

/** Where a page would load something from: another host, or a protocol without a name. */
const EXTERNAL = /(?:src|href|url)\s*[=(:]\s*["']?(?:https?:)?\/\/(?!127\.0\.0\.1|localhost|nqi\.test)/gi;

describe('the pages around the api', () => {
  let city: TestCity;
  const page = async (url: string) => {
    const { statusCode: status, headers, body } = await city.app.inject({ method: 'GET', url });
    return { status, headers: headers as Record<string, string>, body };
  };
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it.each(['/v1/nothing', '/health/live', '/docs', '/problems/record.not_found', '/openapi.json'])(
    'sends %s with the headers that protect browsers',
    async (url) => {
      const { headers } = await page(url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.any(String),
      });
      expect(headers['x-powered-by']).toBeUndefined();
      const policy = Object.fromEntries(
        String(headers['content-security-policy'])
          .split(';')
          .map((part) => part.trim().split(/ (.*)/, 2)),
      );
      expect(policy).toEqual({
        'default-src': "'self'",
        'style-src': "'self' 'unsafe-inline'",
        'img-src': "'self' data:",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
        'form-action': "'self'",
      });
    },
  );

  it('shows the documentation without asking anybody else', async () => {
    const { status, headers, body } = await page('/docs');
    expect({ status, type: headers['content-type'] }).toMatchObject({
      status: 200,
      type: expect.stringContaining('text/html'),
    });
    expect(body.match(EXTERNAL)).toBeNull();
    const parts = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, part]) => new URL(String(part), 'http://nqi.test/docs').pathname,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const answer = await page(part);
      expect({ part, status: answer.status }).toEqual({ part, status: 200 });
      if (part.endsWith('.css')) expect(answer.body.match(EXTERNAL)).toBeNull();
    }
    // Inline scripts would be refused by the policy, and the page would stay empty.
    expect(body.match(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/)).toBeNull();
  });

  it('gives the contract without addresses of others', async () => {
    const { status, headers, body } = await page('/openapi.json');
    expect({ status, type: headers['content-type'] }).toMatchObject({
      status: 200,
      type: expect.stringContaining('json'),
    });
    expect(JSON.parse(body)).toMatchObject({ openapi: '3.1.0' });
    expect(body.match(/https?:\/\/(?!127\.0\.0\.1|localhost|openstd\.samr\.gov\.cn)/g)).toBeNull();
  });

  it.each(Object.keys(catalogue) as ErrorCode[])('has a page for %s in both languages', async (code) => {
    const { status, headers, body } = await page(`/problems/${code}`);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    const { kind, zh, en } = catalogue[code];
    for (const text of [code, String(statusOf[kind]), zh.title, zh.detail, en.title, en.detail])
      expect(body).toContain(text);
    expect(body).toContain('lang="zh-CN"');
    expect(body).toContain('lang="en"');
    expect(body.match(EXTERNAL)).toBeNull();
  });

  it.each(['no.such_code', '__proto__', 'constructor', '<b>'])('has no page for %s', async (code) => {
    const { status, headers } = await page(`/problems/${encodeURIComponent(code)}`);
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 404,
      type: 'application/problem+json; charset=utf-8',
    });
  });

  it('says that it lives and is ready', async () => {
    expect(JSON.parse((await page('/health/live')).body)).toEqual({ live: true });
    expect(JSON.parse((await page('/health/ready')).body)).toEqual({ ready: true, parts: { database: 'up' } });
  });

  it('counts by route patterns, never by what users sent', async () => {
    const { cast } = city;
    const secret = '0190a0b0-1234-7000-8000-00000000beef';
    await cast.clerk.get(`/v1/elevators/${secret}`);
    await cast.clerk.get(`/v1/unknown/${secret}`);
    await cast.clerk.get(`/v1/organisations?q=${secret}`);
    await cast.nobody.get(`/v/${secret}`);
    const { headers, body } = await page('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).not.toContain(secret);
    const routes = new Set([...body.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
    expect([...routes]).toEqual(
      expect.arrayContaining(['/v1/elevators/:id', '/v/:token', 'unknown', '/v1/organisations']),
    );
    expect([...routes].filter((route) => /[0-9a-f]{8}-|\d{6}/.test(String(route)))).toEqual([]);
    expect(body).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/v1\/elevators\/:id",status="404"\} 1/,
    );
    expect(body).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it('tells a client that has a record that it still holds', async () => {
    const { body, headers } = await city.cast.operator.get(`/v1/organisations/${city.cast.clerk.organisationId}`);
    const known = (ifNoneMatch: string) =>
      city.cast.operator.get(`/v1/organisations/${body.id}`, { 'if-none-match': ifNoneMatch });
    for (const tag of ['"1"', 'W/"1"', '"7", "1"', '*']) {
      const again = await known(tag);
      expect({ tag, status: again.status, bytes: again.raw.length }).toEqual({ tag, status: 304, bytes: 0 });
      expect(again.headers.etag).toBe(headers.etag);
    }
    expect((await known('"2"')).status).toBe(200);
    expect(headers['cache-control']).toBe('private, no-cache');
  });
});
