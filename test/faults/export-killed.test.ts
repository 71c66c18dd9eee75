import { createHash } from 'node:crypto';
import type { Config } from '@nqi/shared/config';
import { unzipSync } from 'fflate';
import { ok } from '../api/reports/report-life';
import { startCity, type TestCity } from '../support/city';
import { until } from '../support/until';
import { manyIssued } from './many-reports';
import { type PrivateRedis, redisMissing, startRedis } from './private-redis';
import { endAll, type Running, startWorker } from './processes';

const REPORTS = 500;

/** Kills the worker while it packs: it is frozen first, so that what the row says is still so when it dies. */
async function killInMidPacking({ db }: TestCity, worker: Running): Promise<void> {
  const state = async (): Promise<string> => (await db.query('SELECT state FROM report_exports'))[0].state as string;
  await until(async () => {
    if ((await state()) !== 'running') return false;
    worker.signal('SIGSTOP');
    return true;
  }, 60_000);
  await worker.end('SIGKILL');
  expect(await state()).toBe('running');
}

async function storyOf(overrides: Partial<Config>): Promise<void> {
  const city = await startCity(overrides);
  try {
    const { clerk } = city.cast;
    const reportIds = await manyIssued(city, REPORTS);
    const { id } = ok(await clerk.post('/v1/report-exports', { reportIds }));
    for (let times = 0; times < 2; times += 1) await killInMidPacking(city, await startWorker(city.config));
    // Two take over at once: one of them gets it.
    await Promise.all([startWorker(city.config), startWorker(city.config)]);
    const over = await until(async () => {
      const one = ok(await clerk.get(`/v1/report-exports/${id}`));
      return !['queued', 'running'].includes(one.state) && one;
    }, 90_000);
    expect(over).toMatchObject({ state: 'ready', total: REPORTS, done: REPORTS });
    const zip = await clerk.get(over.contentHref);
    expect(createHash('sha256').update(zip.raw).digest('hex')).toBe(over.sha256);
    // Each report and its mark, once, and the manifest.
    expect(Object.keys(unzipSync(zip.raw))).toHaveLength(2 * REPORTS + 1);
    const finished = await city.db.query(`SELECT count(*)::int AS all FROM record_history WHERE event = 'finish'
      AND record_type = 'report_export'`);
    expect(finished).toEqual([{ all: 1 }]);
  } finally {
    await endAll();
    await city.close();
  }
}

describe('workers killed (kill -9) while they pack reports', () => {
  it('with the queue in PostgreSQL: begin anew, and there is one zip', () => storyOf({}));

  const missing = redisMissing();
  if (missing) process.stderr.write(`SKIPPED export-killed on Redis: ${missing}\n`);
  (missing ? it.skip : it)('with the queue in Redis: begin anew, and there is one zip', async () => {
    const redis: PrivateRedis = await startRedis();
    try {
      await storyOf({ REDIS_URL: redis.url });
    } finally {
      await redis.stop();
    }
  });
});
