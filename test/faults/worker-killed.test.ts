import type { Config } from '@nqi/shared/config';
import { startCity, type TestCity } from '../support/city';
import { until } from '../support/until';
import { type PrivateRedis, redisMissing, startRedis } from './private-redis';
import { endAll, type Running, startWorker } from './processes';
import {
  allIssued,
  type Approved,
  approvedReports,
  expectGapless,
  expectHistoryReplays,
  expectIssuedOnce,
} from './records';

const REPORTS = 24;
/** How many reports are out when a worker is killed, one worker after the other. */
const KILLED_AT = [0, 5, 11];

/** Kills the worker while it holds a job: it is frozen first, so that what the row says is still so when it dies. */
async function killInMidRender(city: TestCity, worker: Running, issued: number): Promise<void> {
  await until(async () => {
    const before = await countOf(city);
    if (before.ready < issued || before.running === 0) return false;
    worker.signal('SIGSTOP');
    const { running } = await countOf(city);
    if (running > 0) return true;
    worker.signal('SIGCONT');
    return false;
  }, 30_000);
  await worker.end('SIGKILL');
  expect((await countOf(city)).running).toBeGreaterThan(0);
}

async function countOf({ db }: TestCity): Promise<{ ready: number; running: number }> {
  const rows = await db.query<{ ready: number; running: number }[]>(
    `SELECT count(*) FILTER (WHERE state = 'ready')::int AS ready,
            count(*) FILTER (WHERE state = 'running')::int AS running FROM report_renderings`,
  );
  return rows[0] ?? { ready: 0, running: 0 };
}

async function storyOf(overrides: Partial<Config>): Promise<void> {
  const city = await startCity(overrides);
  try {
    const reports: Approved[] = await approvedReports(city, REPORTS);
    for (const issued of KILLED_AT) await killInMidRender(city, await startWorker(city.config), issued);
    // Two take over at once: what the dead ones held goes to one of them only.
    await Promise.all([startWorker(city.config), startWorker(city.config)]);
    await allIssued(city.cast, reports, 45_000);
    await expectIssuedOnce(city.cast, reports);
    await expectGapless(city.cast, reports);
    await expectHistoryReplays(city.db);
  } finally {
    await endAll();
    await city.close();
  }
}

describe('workers killed (kill -9) in the middle of a rendering', () => {
  it('with the queue in PostgreSQL: every report goes out, exactly once', () => storyOf({}));

  const missing = redisMissing();
  if (missing) process.stderr.write(`SKIPPED worker-killed on Redis: ${missing}\n`);
  (missing ? it.skip : it)('with the queue in Redis: every report goes out, exactly once', async () => {
    const redis: PrivateRedis = await startRedis();
    try {
      await storyOf({ REDIS_URL: redis.url });
    } finally {
      await redis.stop();
    }
  });
});
