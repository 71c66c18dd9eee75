import { startCity, type TestCity } from '../support/city';
import type { Answer, Caller } from '../support/client';
import { given } from '../support/given';
import { until } from '../support/until';
import { holdTable } from './held';
import { castAt } from './http-cast';
import { redisMissing, startRedis } from './private-redis';
import { probePort } from '../../apps/standalone/src/ports';
import { endAll, startApi, startWorker } from './processes';
import { allIssued, devices, expectGapless, expectHistoryReplays, expectIssuedOnce } from './records';

const ROWS = 1_000;
/** A restart of the api and its first answer have to come within this time, also when the queue is away. */
const ANSWER_MS = 10_000;

let city: TestCity;
beforeAll(async () => {
  city = await startCity();
});
afterEach(endAll);
afterAll(() => city.close());

/** The answer, or nothing when the api died before it came. */
function orNothing(request: Promise<Answer>): Promise<Answer | undefined> {
  return request.catch(() => undefined);
}

describe('the api killed (kill -9) between commit and enqueue', () => {
  it('leaves a queued row and an empty queue; the sweeper of a worker finds it and the report goes out once', async () => {
    const filing = await given(city).filing('concluded');
    await city.cast.checker.post(`/v1/reports/${filing.reportId}/check`);
    const api = await startApi(city.config);
    const queue = await holdTable(city.ownerUrl, 'bullmq.job');
    const lost = orNothing(
      castAt(api.url, city.config, city.cast).signatory.post(`/v1/reports/${filing.reportId}/approval`),
    );
    await until(async () => (await queue.waiting()).length > 0);
    await api.end('SIGKILL');
    await queue.terminate();
    await queue.release();
    expect(await lost).toBeUndefined();

    const { body: report } = await city.cast.checker.get(`/v1/reports/${filing.reportId}`);
    expect(report).toMatchObject({ state: 'approved', rendering: { state: 'queued', attempts: 0 } });
    expect(await city.db.query('SELECT id FROM bullmq.job')).toEqual([]);

    await startWorker(city.config);
    const reports = [{ filingId: filing.id, reportId: filing.reportId }];
    await allIssued(city.cast, reports, 20_000);
    await expectIssuedOnce(city.cast, reports);
    await expectGapless(city.cast, reports);
    await expectHistoryReplays(city.db);
  });
});

describe('Redis away while a report is approved', () => {
  const missing = redisMissing();
  if (missing) process.stderr.write(`SKIPPED api-killed with Redis away: ${missing}\n`);
  (missing ? it.skip : it)(
    'the approval is answered all the same; when Redis is there, the report goes out',
    async () => {
      const port = await probePort('127.0.0.1', 0);
      const REDIS_URL = `redis://127.0.0.1:${port}`;
      const filing = await given(city).filing('concluded');
      await city.cast.checker.post(`/v1/reports/${filing.reportId}/check`);
      const api = await startApi(city.config, { REDIS_URL });
      const { signatory } = castAt(api.url, city.config, city.cast);

      const asked = Date.now();
      const approval = await orNothing(signatory.post(`/v1/reports/${filing.reportId}/approval`));
      expect(approval).toMatchObject({ status: 200, body: { state: 'approved', rendering: { state: 'queued' } } });
      expect(Date.now() - asked).toBeLessThan(ANSWER_MS);

      await api.end('SIGKILL');
      const redis = await startRedis(port);
      try {
        await startWorker(city.config, { REDIS_URL });
        const reports = [{ filingId: filing.id, reportId: filing.reportId }];
        await allIssued(city.cast, reports, 20_000);
        await expectIssuedOnce(city.cast, reports);
      } finally {
        await endAll();
        await redis.stop();
      }
    },
  );
});

describe(`the api killed (kill -9) in the middle of a batch of ${ROWS} filings`, () => {
  let elevatorIds: string[];
  beforeAll(async () => {
    elevatorIds = await devices(city, ROWS, 'thousand');
  });

  const key = { 'idempotency-key': 'one-thousand' };
  const send = (who: Caller): Promise<Answer> =>
    who.post('/v1/elevator-filing-batches', { rows: elevatorIds.map((elevatorId) => ({ elevatorId })) }, key);

  async function filed(): Promise<number> {
    const [row] = await city.db.query<{ count: number }[]>(
      'SELECT count(*)::int FROM elevator_filings WHERE elevator_id = ANY($1)',
      [elevatorIds],
    );
    return row?.count ?? -1;
  }

  // From the first row written to the last statement before the commit.
  it.each(['elevator_filings', 'record_history', 'idempotency_keys'])(
    'while it writes %s: nothing is filed',
    async (table) => {
      const api = await startApi(city.config);
      const place = await holdTable(city.ownerUrl, table);
      const lost = orNothing(send(castAt(api.url, city.config, city.cast).contractor));
      await until(async () => (await place.waiting()).length > 0);
      await api.end('SIGKILL');
      // As the session would end with its client.
      await place.terminate();
      await place.release();
      expect(await lost).toBeUndefined();
      expect(await filed()).toBe(0);
    },
  );

  it('after the commit, the answer lost: the same request with the same key files each device exactly once', async () => {
    const api = await startApi(city.config);
    const lost = orNothing(send(castAt(api.url, city.config, city.cast).contractor));
    await until(async () => (await filed()) > 0);
    await api.end('SIGKILL');
    await lost;
    expect(await filed()).toBe(ROWS);

    const next = await startApi(city.config);
    const repeated = await send(castAt(next.url, city.config, city.cast).contractor);
    expect(repeated).toMatchObject({ status: 200, body: { accepted: ROWS, refused: 0 } });
    expect(repeated.headers['idempotent-replayed']).toBe('true');
    expect(await filed()).toBe(ROWS);
    const events = await city.db.query(
      `SELECT h.event, count(*)::int, count(DISTINCT h.record_id)::int AS records FROM record_history h
       JOIN elevator_filings f ON f.id = h.record_id WHERE f.elevator_id = ANY($1) GROUP BY 1`,
      [elevatorIds],
    );
    expect(events).toEqual([{ event: 'file', count: ROWS, records: ROWS }]);
    expect(await city.db.query('SELECT id FROM elevator_filing_batches')).toEqual([{ id: repeated.body.batchId }]);
    await expectHistoryReplays(city.db);
  });
});
