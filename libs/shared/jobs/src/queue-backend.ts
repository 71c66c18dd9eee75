import type { Config } from '@nqi/shared/config';
import type { BullRootModuleOptions } from '@nestjs/bullmq';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';

/** Makes every queue of this process live in PostgreSQL, or in Redis where one is configured. */
export function chooseBackend({ REDIS_URL }: Config): void {
  if (REDIS_URL) setDefaultBackendFactory();
  else setDefaultBackendFactory(createPostgresBackend);
}

/**
 * What all queues and workers have in common. The lock is short enough that a killed worker's job is soon taken over;
 * `maxStalledCount` is generous because the row counts the attempts, not the queue.
 */
export function queueOptions(config: Config): BullRootModuleOptions {
  const worker = { lockDuration: config.JOB_LOCK_MS, stalledInterval: config.JOB_LOCK_MS, maxStalledCount: 10 };
  const connection = config.REDIS_URL
    ? { url: config.REDIS_URL, maxRetriesPerRequest: null }
    : { connectionString: config.DATABASE_URL, max: 2, schema: 'bullmq' };
  return { connection, ...worker };
}
