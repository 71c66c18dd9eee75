import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { actAs } from '@nqi/shared/audit';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { JobDefinition, MAX_ATTEMPTS } from './job-definition';
import { Jobs } from './jobs.service';
import { Sweep } from './sweep';

/** Finds what the queue lost, and runs the periodic work of the lines. Every statement may run in many workers at once. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // A round that outlasts the interval (the database is away) is waited for, not queued behind.
      this.round ??= this.sweep().finally(() => (this.round = undefined));
    }, this.config.SWEEP_INTERVAL_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round over all jobs and sweeps; a failing one does not keep the others from their turn. */
  async sweep(): Promise<void> {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    for (const instance of instances) {
      try {
        if (instance instanceof JobDefinition) await this.restore(instance);
        if (instance instanceof Sweep) await actAs({ what: `job ${instance.constructor.name}` }, () => instance.run());
      } catch (error) {
        this.logger.warn({ err: error }, 'a sweep failed and is tried again in the next round');
      }
    }
  }

  private async restore(job: JobDefinition): Promise<void> {
    const { givenUp, lost } = await this.transactions.run(async (tx) => ({
      givenUp: await tx.sql<{ id: string }>(
        `UPDATE ${job.table} SET state = 'failed', lease_until = NULL, failure_code = 'worker_lost',
                failure_reason = 'the worker ended ' || attempts || ' times while it did this'
         WHERE state = 'running' AND lease_until < now() AND attempts >= $1 RETURNING id`,
        [MAX_ATTEMPTS],
      ),
      lost: await tx.sql<{ id: string }>(
        `UPDATE ${job.table} SET state = 'queued', lease_until = NULL, queued_at = now()
         WHERE id IN (SELECT id FROM ${job.table}
                      WHERE (state = 'queued' AND queued_at < now() - make_interval(secs => $1))
                         OR (state = 'running' AND lease_until < now())
                      ORDER BY queued_at LIMIT 1000 FOR UPDATE SKIP LOCKED) RETURNING id`,
        [this.config.SWEEP_INTERVAL_MS / 1000],
      ),
    }));
    for (const { id } of givenUp) this.logger.error({ queue: job.queue, job: id }, 'a job ended too many workers');
    for (const { id } of lost) await this.jobs.wake(job, id);
    if (lost.length > 0) this.logger.info({ queue: job.queue, jobs: lost.length }, 'jobs were put back into the queue');
  }
}
