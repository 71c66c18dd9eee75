import type { Config } from '@nqi/shared/config';
import { startCity, type TestCity } from '../support/city';
import { csv, over, upload } from '../support/sheets';
import { until } from '../support/until';
import { type PrivateRedis, redisMissing, startRedis } from './private-redis';
import { endAll, type Running, startWorker } from './processes';

const ROWS = 6_000;
/** Rows that have their outcome when a worker is killed, one worker after the other: before the first, and in the middle. */
const KILLED_AT = [0, 500, 2_500];

const sheet = csv(
  '使用单位名称,单位内编号,监督检验年月',
  ...Array.from(
    { length: ROWS },
    (_, no) => `物业${no % 700},K-${no % (ROWS - 1)},${no % 100 === 50 ? 'soon' : '2025-03'}`,
  ),
);

async function doneOf({ db }: TestCity): Promise<{ done: number; state: string }> {
  const rows = await db.query<{ done: number; state: string }[]>(
    'SELECT created + updated + unchanged + refused AS done, state FROM imports',
  );
  return rows[0] ?? { done: 0, state: 'queued' };
}

/** Kills the worker while it holds the import: it is frozen first, so that what the row says is still so when it dies. */
async function killInMidImport(city: TestCity, worker: Running, done: number): Promise<void> {
  await until(async () => {
    const before = await doneOf(city);
    if (before.state !== 'running' || before.done < done) return false;
    worker.signal('SIGSTOP');
    return true;
  }, 60_000);
  await worker.end('SIGKILL');
  const { done: atDeath } = await doneOf(city);
  expect(atDeath).toBeLessThan(ROWS);
}

async function storyOf(overrides: Partial<Config>): Promise<void> {
  const city = await startCity(overrides);
  try {
    const { clerk } = city.cast;
    const [before] = await city.db.query('SELECT count(*)::int AS devices FROM elevators');
    const { body } = await upload(clerk, '/v1/elevators/imports', sheet);
    for (const done of KILLED_AT) await killInMidImport(city, await startWorker(city.config), done);
    // Two take over at once: one of them gets it.
    await Promise.all([startWorker(city.config), startWorker(city.config)]);
    const result = await over(clerk, body.id as string, 90_000);
    // Every hundredth row cannot be read; the last one names the first device again, under another unit.
    expect(result).toMatchObject({ state: 'ready', total: ROWS, done: ROWS, created: ROWS - 60, refused: 60 });
    const [after] = await city.db.query(
      `SELECT count(*)::int AS devices, count(DISTINCT (user_unit_id, internal_no))::int AS different FROM elevators`,
    );
    expect(after).toEqual({ devices: before.devices + result.created, different: before.devices + result.created });
    const [units] = await city.db.query(
      `SELECT count(*)::int AS all, count(DISTINCT name)::int AS names FROM organisations WHERE state = 'unclaimed'`,
    );
    expect(units.all).toBe(units.names);
    const [history] = await city.db.query(
      `SELECT count(*)::int AS all FROM record_history WHERE record_type = 'elevator' AND details ->> 'importId' = $1`,
      [body.id],
    );
    expect(history.all).toBe(result.created);
  } finally {
    await endAll();
    await city.close();
  }
}

describe('workers killed (kill -9) in the middle of an import', () => {
  it('with the queue in PostgreSQL: every row is taken exactly once', () => storyOf({}));

  const missing = redisMissing();
  if (missing) process.stderr.write(`SKIPPED import-killed on Redis: ${missing}\n`);
  (missing ? it.skip : it)('with the queue in Redis: every row is taken exactly once', async () => {
    const redis: PrivateRedis = await startRedis();
    try {
      await storyOf({ REDIS_URL: redis.url });
    } finally {
      await redis.stop();
    }
  });
});
