import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Sms } from '@nqi/platform/sms';
import { Transactions } from '@nqi/shared/database';
import { JobDefinition } from '@nqi/shared/jobs';
import { type Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { ReportRenderingProcessor } from '../../libs/platform/reports/src/report-rendering.processor';
import { type ReportLife, reportLife } from '../api/reports/report-life';
import { startCity, type TestCity } from '../support/city';
import { onBothBackends, type QueueBackend } from '../support/redis';
import { until } from '../support/until';

const MESSAGES = 200;

onBothBackends('the job that makes a report', (startBackend) => {
  let backend: QueueBackend;
  let city: TestCity;
  let life: ReportLife;
  let worker: INestApplicationContext | undefined;
  beforeAll(async () => {
    backend = await startBackend();
    city = await startCity({ REDIS_URL: backend.redisUrl, JOB_LOCK_MS: 4_000, SWEEP_INTERVAL_MS: 300 });
    life = reportLife(city);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
  });
  afterAll(async () => {
    await city.close();
    await backend.stop();
  });

  const queue = (): Queue => city.app.get<Queue>(getQueueToken('report-rendering'), { strict: false });
  const waiting = async (): Promise<number> =>
    (await queue().getJobCounts('waiting', 'active', 'delayed')).waiting ?? 0;

  /** Everything that must have happened once. */
  async function traces(reportId: string): Promise<object> {
    const [row] = await city.db.query(
      `SELECT r.state, j.state AS job, j.attempts, f.lease_until IS NULL AS free,
              (SELECT count(*)::int FROM report_files WHERE rendering_id = j.id) AS files,
              (SELECT count(*)::int FROM record_history WHERE record_id = r.id AND event = 'issue') AS issues,
              (SELECT count(*)::int FROM record_history WHERE record_id = r.subject_id AND event = 'issue_report') AS moves
       FROM reports r JOIN report_renderings j ON j.report_id = r.id JOIN report_renderings f ON f.id = j.id
       WHERE r.id = $1 AND j.purpose = 'issue'`,
      [reportId],
    );
    return row;
  }
  const ONCE = { state: 'issued', job: 'ready', free: true, files: 2, issues: 1, moves: 1 };

  it('waits in the queue, makes the files, and is gone from the queue when its row is ready', async () => {
    const { id, rendering } = await life.approved();
    expect((await queue().getJob(rendering.id))?.data).toEqual({});
    worker = await city.startWorker();
    await life.issued(id);
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
    await until(async () => (await queue().getJob(rendering.id)) === undefined);
  });

  it('does nothing when it is delivered again', async () => {
    worker = await city.startWorker();
    const { id, rendering } = await life.approved();
    await life.issued(id);
    await until(async () => (await queue().getJob(rendering.id)) === undefined);
    const processor = worker.get(ReportRenderingProcessor, { strict: false });
    await processor.process({ id: rendering.id } as never);
    await queue().add('report-rendering', {}, { jobId: rendering.id, removeOnComplete: true });
    await until(async () => (await queue().getJob(rendering.id)) === undefined);
    await processor.process({} as never);
    await processor.process({ id: '01890000-0000-7000-8000-000000000000' } as never);
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
  });

  it('is done once by two workers at the same moment', async () => {
    const other = await city.startWorker();
    worker = await city.startWorker();
    const processors = [worker, other].map((one) => one.get(ReportRenderingProcessor, { strict: false }));
    const { id, rendering } = await life.approved();
    await Promise.all([...processors, ...processors].map((one) => one.process({ id: rendering.id } as never)));
    await life.issued(id);
    await other.close();
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
  });

  it('is found again when the queue has forgotten it', async () => {
    const { id, rendering } = await life.approved();
    await queue().drain(true);
    expect([await waiting(), await queue().getJob(rendering.id)]).toEqual([0, undefined]);
    worker = await city.startWorker();
    await life.issued(id);
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
  });

  it('and every other job is found again when the queues have lost everything, twice, in the middle of the work', async () => {
    const reports = [await life.approved(), await life.approved(), await life.approved()];
    const order = {
      template: 'sign_in_code',
      params: { code: '000000' },
      goodForSeconds: 600,
      isDecoy: false,
    } as const;
    await city.app.get(Transactions).run(async (tx) => {
      for (let index = 0; index < MESSAGES; index += 1)
        await city.app.get(Sms, { strict: false }).order(tx, { ...order, phone: `138${String(10_000_000 + index)}` });
    });
    const sent = async (): Promise<number> =>
      (await city.db.query(`SELECT count(*)::int AS n FROM sms_messages WHERE state = 'ready'`))[0].n;
    const before = await sent();
    await flush();
    expect(await waiting()).toBe(0);
    worker = await city.startWorker();
    await until(async () => (await sent()) > before + 50);
    await flush();
    for (const { id } of reports) {
      await life.issued(id);
      expect(await traces(id)).toMatchObject(ONCE);
    }
    await until(async () => (await sent()) === before + MESSAGES);
    const [{ most }] = await city.db.query('SELECT max(attempts)::int AS most FROM sms_messages');
    expect(most).toBe(1);
    // What the sweeper looks after is every table of jobs that there is.
    const declared = worker
      .get(DiscoveryService, { strict: false })
      .getProviders()
      .map(({ instance }) => instance);
    const tables = await city.db.query(
      `SELECT table_name AS t FROM information_schema.columns WHERE column_name = 'lease_until' AND table_schema = 'public'`,
    );
    expect(declared.flatMap((one) => (one instanceof JobDefinition ? [one.table] : [])).sort()).toEqual(
      tables.map(({ t }: { t: string }) => t).sort(),
    );
  });

  /** As FLUSHALL does, or somebody who empties the tables of the queues. */
  async function flush(): Promise<void> {
    if (backend.redisUrl) {
      const redis = new Redis(backend.redisUrl);
      await redis.flushdb();
      redis.disconnect();
      return;
    }
    const tables = await city.db.query(
      `SELECT tablename AS t FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    );
    await city.db.query(`TRUNCATE ${tables.map(({ t }: { t: string }) => `bullmq."${t}"`).join(', ')}`);
  }

  it('is taken over from a worker that has been silent longer than its lease', async () => {
    const { id, rendering } = await life.approved();
    await queue().drain(true);
    const lapse = `UPDATE report_renderings SET state = 'running', attempts = 1, lease_until = now() + $2::interval
      WHERE id = $1`;
    await city.db.query(lapse, [rendering.id, '1 hour']);
    worker = await city.startWorker();
    await worker.get(ReportRenderingProcessor, { strict: false }).process({ id: rendering.id } as never);
    expect(await life.rendering(id, rendering.id)).toMatchObject({ state: 'running', attempts: 1 });
    await city.db.query(lapse, [rendering.id, '-1 second']);
    await life.issued(id);
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 2 });
  });

  it('is taken over within moments of a worker that died while the queue believed it at work', async () => {
    const { id, rendering } = await life.approved();
    const { connection } = queue().opts;
    const options = { connection, lockDuration: 1_000, stalledInterval: 1_000 };
    const dying = new Worker('report-rendering', () => new Promise(() => undefined), options);
    await until(async () => (await queue().getJob(rendering.id))?.isActive());
    await city.db.query(
      `UPDATE report_renderings SET state = 'running', attempts = 1, lease_until = now() + interval '1 second'
       WHERE id = $1`,
      [rendering.id],
    );
    await dying.close(true);
    worker = await city.startWorker();
    await life.issued(id);
    expect(await traces(id)).toMatchObject(ONCE);
  });

  it('is given up after it ended five workers, and starts afresh on a retry', async () => {
    const { id, rendering } = await life.approved();
    await queue().drain(true);
    await city.db.query(
      `UPDATE report_renderings SET state = 'running', attempts = 5, lease_until = now() - interval '1 second'
       WHERE id = $1`,
      [rendering.id],
    );
    worker = await city.startWorker();
    // A late delivery must not start it a sixth time, whether or not the sweeper has been here.
    await worker.get(ReportRenderingProcessor, { strict: false }).process({ id: rendering.id } as never);
    const failed = await life.rendered(id, rendering.id);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'worker_lost', attempts: 5, files: [] });
    expect(failed.failureReason).toContain('5');
    expect((await city.cast.contractor.get(`/v1/elevator-filings/${(await report(id)).subjectId}`)).body.state).toBe(
      'concluded',
    );
    const retry = await city.cast.clerk.post(`/v1/reports/${id}/renderings/${rendering.id}/retry`);
    expect(retry.status).toBe(202);
    expect(retry.body).toMatchObject({ failureCode: null, failureReason: null });
    await life.issued(id);
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
  });

  it('ends before the worker does', async () => {
    const { id, rendering } = await life.approved();
    const holder = city.db.createQueryRunner();
    await holder.startTransaction();
    try {
      await holder.query('SELECT id FROM elevator_filings WHERE id = $1 FOR UPDATE', [(await report(id)).subjectId]);
      worker = await city.startWorker();
      await until(async () => (await life.rendering(id, rendering.id)).state === 'running');
      let closed = false;
      const closing = worker.close().then(() => (closed = true));
      // The files are made and the last transaction waits for the filing, which this test holds.
      await until(async () => (await waitingForLock()) > 0);
      expect(closed).toBe(false);
      await holder.commitTransaction();
      await closing;
    } finally {
      await holder.release();
    }
    expect(await traces(id)).toEqual({ ...ONCE, attempts: 1 });
    worker = undefined;
  });

  const report = async (id: string): Promise<any> => (await city.cast.clerk.get(`/v1/reports/${id}`)).body;

  async function waitingForLock(): Promise<number> {
    const [{ count }] = await city.db.query(
      `SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'nqi-worker' AND wait_event_type = 'Lock'`,
    );
    return count;
  }
});
