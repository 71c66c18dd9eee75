import { actAs } from '@nqi/shared/audit';
import type { Config } from '@nqi/shared/config';
import { BullModule, type BullRootModuleOptions } from '@nestjs/bullmq';
import { type Processor, setDefaultBackendFactory, Worker, type WorkerOptions } from 'bullmq';
import { sharedPostgresBackend } from './shared-connection';

/** Makes every queue and worker of this process live in PostgreSQL, or in Redis where one is configured. */
export function chooseBackend(config: Config): void {
  if (config.REDIS_URL) setDefaultBackendFactory();
  else setDefaultBackendFactory(sharedPostgresBackend);
  BullModule.workerClass = workerClass(config);
}

/** Statements of all queues of a process that run at the same time; a queue's statement takes a millisecond. */
const QUEUE_POOL_SIZE = 4;

/** What all queues have in common. */
export function queueOptions(config: Config): BullRootModuleOptions {
  const connection = config.REDIS_URL
    ? { url: config.REDIS_URL, maxRetriesPerRequest: null }
    : { connectionString: config.DATABASE_URL, max: QUEUE_POOL_SIZE, schema: 'bullmq' };
  return { connection };
}

/**
 * @nestjs/bullmq hands a worker nothing but the connection of the shared options, so the rest is given here. The lock is
 * short enough that a killed worker's job is soon taken over; `maxStalledCount` is generous because the row counts the
 * attempts, not the queue.
 */
function workerClass({ JOB_LOCK_MS }: Config): typeof Worker {
  const common = { lockDuration: JOB_LOCK_MS, stalledInterval: JOB_LOCK_MS, maxStalledCount: 10, runRetryDelay: 1_000 };
  return class extends Worker {
    constructor(queue: string, processor: Processor, options: WorkerOptions) {
      super(queue, actingAs(queue, processor), { ...common, ...options });
    }
  };
}

/** What a job records is said to be done by it. */
function actingAs(queue: string, processor: Processor): Processor {
  if (typeof processor !== 'function') return processor;
  return (...job) => actAs({ what: `job ${queue}` }, () => processor(...job));
}
