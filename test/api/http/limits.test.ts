import { Limits } from '@nqi/shared/limits';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, callerOf } from '../../support/client';
import { onBothBackends, type QueueBackend } from '../../support/redis';

const ME = '/v1/me';

onBothBackends('limits', (start) => {
  let backend: QueueBackend;
  let city: TestCity;
  beforeAll(async () => {
    backend = await start();
    city = await startCity({
      ...{ REDIS_URL: backend.redisUrl, LIMIT_READS: 30, LIMIT_WRITES: 5, LIMIT_ORGANISATION_FACTOR: 2 },
      ...{ LIMIT_ADDRESS_READS: 12, LIMIT_ADDRESS_WRITES: 4, LIMIT_ADDRESS_CHECKS: 3, TRUST_PROXY_HOPS: 1 },
    });
  }, 60_000);
  afterAll(async () => {
    await city.close();
    await backend.stop();
  });

  const times = (count: number, ask: () => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, ask));
  const refused = (answers: Answer[]): Answer[] => answers.filter(({ status }) => status === 429);
  const emptied = (who: Caller): Promise<Answer[]> => times(80, () => who.get(ME));

  it('say what is left, and refuse exactly what is beyond, with the time after which to come again', async () => {
    const first = await city.cast.hospital.get(ME);
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '30', 'ratelimit-reset': expect.stringMatching(/^\d+$/) });
    const left = Number(first.headers['ratelimit-remaining']);
    const answers = await emptied(city.cast.hospital);
    // A minute may have passed in between, never more than one.
    expect([80 - left, 80 - left - 30]).toContain(refused(answers).length);
    const [over] = refused(answers);
    expect(over?.body).toMatchObject({ code: 'request.too_many', retryAfterSeconds: expect.any(Number) });
    expect(over?.headers['retry-after']).toBe(String(over?.body.retryAfterSeconds));
    expect(over?.headers['ratelimit-remaining']).toBe('0');
  });

  it('are of one person, and of all people of an organisation together', async () => {
    const { admin, clerk, finance, stranger } = city.cast;
    for (const one of [admin, clerk]) await emptied(one);
    const third = await emptied(finance);
    // Twice one person's allowance is spent by the first two, unless a minute began in between.
    expect(refused(third).length).toBeGreaterThanOrEqual(50);
    expect((await stranger.get(ME)).status).toBe(200);
  });

  it('count addresses where nobody is signed in, and those who guess at tokens', async () => {
    const signIns = await times(20, () => city.cast.nobody.post('/v1/auth/refresh', { refreshToken: 'none' }));
    expect(refused(signIns).length).toBeGreaterThanOrEqual(12);
    const guesses = await times(40, () => callerOf(city.app, 'a.b.c').get(ME));
    expect(refused(guesses).length).toBeGreaterThanOrEqual(16);
  });

  it('keep reports from being tried out, by scan, by number or by file alike, and from a whole network of addresses', async () => {
    const { nobody } = city.cast;
    /** Fewer of each than an address may ask: what is refused, the limit of checks refuses. */
    const tried = async (addressOf: (request: number) => string): Promise<Answer[]> => {
      const asks: ((headers: Record<string, string>) => Promise<Answer>)[] = [
        (headers) => nobody.get('/v?number=DT-2026-000001&code=AAAAAA', headers),
        (headers) => nobody.get(`/v/${'A'.repeat(32)}`, headers),
        (headers) => nobody.post('/v/checks', Buffer.from('%PDF-'), { ...headers, 'content-type': 'application/pdf' }),
      ];
      const requests = Array.from({ length: 12 }, (_, at) => asks[at % 3]?.({ 'x-forwarded-for': addressOf(at) }));
      return (await Promise.all(requests)).filter((answer) => answer !== undefined);
    };
    for (const addressOf of [() => '203.0.113.7', (at: number) => `2001:db8:1:2::${at}`]) {
      const [over, ...more] = refused(await tried(addressOf));
      // Three pass, and at most three more where a minute began in between.
      expect(more.length).toBeGreaterThanOrEqual(5);
      expect(over?.body).toMatchObject({ code: 'request.too_many', retryAfterSeconds: expect.any(Number) });
      expect(over?.headers['retry-after']).toBe(String(over?.body.retryAfterSeconds));
    }
    expect(refused(await tried((at) => `198.51.100.${at}`))).toEqual([]);
    expect(refused(await tried((at) => `2001:db8:2:${at}::1`))).toEqual([]);
  });

  it('let everybody through when the counts are away', async () => {
    const limits = city.app.get(Limits, { strict: false });
    const kept = Object.entries(limits).find(([name]) => name === 'counts');
    Object.assign(limits, { counts: { add: () => Promise.reject(new Error('away')) } });
    expect(refused(await times(50, () => city.cast.laboratory.get(ME)))).toEqual([]);
    Object.assign(limits, { counts: kept?.[1] });
  });
});
