import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Sweeper } from '@nqi/shared/jobs';
import { createLogger } from '@nqi/shared/logging';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { ok, type ReportLife, reportLife } from '../api/reports/report-life';
import { startCity, type TestCity } from '../support/city';

describe('a filing whose report has been out for a while', () => {
  let city: TestCity;
  let life: ReportLife;
  beforeAll(async () => {
    city = await startCity();
    life = reportLife(city);
  });
  afterAll(() => city.close());

  /** A worker that lives on another day and sweeps when it is told. */
  function workerOn(day: string): Promise<INestApplicationContext> {
    const config = { ...city.config, CLOCK_START: `${day}T12:00:00+08:00`, SWEEP_INTERVAL_MS: 3_600_000 };
    const module = WorkerModule.register(config, createLogger('silent', 'test'));
    return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  }

  const sweep = (worker: INestApplicationContext): Promise<void> => worker.get(Sweeper).sweep();

  it('is archived fifteen days later, once, however many workers look', async () => {
    const approved = [await life.approved(), await life.approved(), await life.approved()];
    const today = await city.startWorker();
    const filings: string[] = [];
    for (const { id } of approved) filings.push((await life.issued(id)).subjectId);
    await sweep(today);
    await today.close();
    const states = async (): Promise<string[]> =>
      Promise.all(filings.map(async (id) => ok(await city.cast.clerk.get(`/v1/elevator-filings/${id}`)).state));

    const early = await workerOn('2026-03-16');
    await sweep(early);
    await early.close();
    expect(await states()).toEqual(Array(3).fill('report_issued'));

    const [one, other] = [await workerOn('2026-03-17'), await workerOn('2026-03-17')];
    await Promise.all([sweep(one), sweep(other), sweep(one)]);
    await sweep(other);
    await Promise.all([one.close(), other.close()]);
    expect(await states()).toEqual(Array(3).fill('archived'));
    for (const id of filings) {
      const { items } = ok(await city.cast.clerk.get(`/v1/elevator-filings/${id}/history`));
      expect(items.filter(({ event }: any) => event === 'archive')).toEqual([
        expect.objectContaining({ fromState: 'report_issued', toState: 'archived', actorId: null }),
      ]);
    }
  });
});
