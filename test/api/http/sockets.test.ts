import { connect } from 'node:net';
import { startCity, type TestCity } from '../../support/city';
import { tokenOf } from '../../support/client';

/** What `app.inject` cannot say: bytes on a real socket. */
describe('on a real socket', () => {
  let city: TestCity;
  let port: number;
  beforeAll(async () => {
    city = await startCity();
    await city.app.listen(0, '127.0.0.1');
    port = Number(new URL(await city.app.getUrl()).port);
  });
  afterAll(() => city.close());

  /** Everything that the server says until it closes the connection. */
  function say(bytes: string | Buffer): Promise<{ status: number; headers: Record<string, string>; body: string }> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.setTimeout(8_000, () => reject(new Error('the server said nothing')));
      socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
      socket.on('close', () => {
        const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
        const [line = '', ...lines] = head.split('\r\n');
        const headers = lines.map((one) => [one.split(': ', 1)[0]?.toLowerCase(), one.slice(one.indexOf(': ') + 2)]);
        resolve({
          status: Number(line.split(' ')[1]),
          headers: Object.fromEntries(headers),
          body: rest.join('\r\n\r\n'),
        });
      });
    });
  }

  const request = (line: string, headers = '', body = ''): string =>
    `${line} HTTP/1.1\r\nHost: nqi.test\r\nConnection: close\r\n${headers}\r\n${body}`;

  it.each([
    ['garbage', 'hello, are you there?\r\n\r\n', 400, 'request.malformed'],
    ['bytes of TLS', Buffer.from('16030100c8010000c40303', 'hex'), 400, 'request.malformed'],
    ['a method that nobody knows', request('BREW /v1/me'), 400, 'request.malformed'],
    ['another version of HTTP', 'GET / HTTP/9.9\r\n\r\n', 400, 'request.malformed'],
    ['NUL in a header', request('GET /v1/me', 'X-A: a\0b\r\n'), 400, 'request.malformed'],
    ['NUL in the path', request('GET /v1/\0'), 400, 'request.malformed'],
    [
      'two lengths',
      request('POST /v1/auth/token', 'Content-Length: 1\r\nContent-Length: 2\r\n', '{}'),
      400,
      'request.malformed',
    ],
    [
      'a length and chunks',
      request('POST /v1/auth/token', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '{}'),
      400,
      'request.malformed',
    ],
    ['headers without end', request('GET /v1/me', `X-A: ${'a'.repeat(40_000)}\r\n`), 413, 'request.too_large'],
    ['an address without end', request(`GET /v1/me?${'a'.repeat(40_000)}`), 413, 'request.too_large'],
    [
      'a token of a megabyte',
      request('GET /v1/me', `Authorization: Bearer ${'a'.repeat(1_000_000)}\r\n`),
      413,
      'request.too_large',
    ],
  ])('answers %s with a problem document', async (_, bytes, status, code) => {
    const answer = await say(bytes);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const problem = JSON.parse(answer.body);
    expect({ ...problem, answered: answer.status }).toMatchObject({ status, code, answered: status });
    expect(problem.traceId).toBe(answer.headers['x-request-id']);
  });

  it('refuses a longest possible header that is no token at once', async () => {
    const before = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => say(request('GET /v1/me', `Authorization: ${'a'.repeat(15_000)}\r\n`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(401));
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  it('answers a body that announces more than is allowed before it is sent', async () => {
    const headers = 'Content-Type: application/json\r\nContent-Length: 900000000\r\n';
    const answer = await say(request('POST /v1/auth/token', headers));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'request.too_large' });
  });

  it('answers HEAD like GET, without the body', async () => {
    const authorization = `Authorization: Bearer ${tokenOf(city.config, city.cast.clerk.userId)}\r\n`;
    const get = await say(request('GET /v1/me', authorization));
    const head = await say(request('HEAD /v1/me', authorization));
    expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: '' });
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    const missing = await say(request('HEAD /v1/nothing'));
    expect(missing).toMatchObject({
      status: 404,
      body: '',
      headers: { 'content-type': expect.stringContaining('problem+json') },
    });
  });

  it('still serves the next one', async () => {
    expect((await say(request('GET /health/live'))).status).toBe(200);
  });
});
