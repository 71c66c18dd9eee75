import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getQueueToken } from '@nestjs/bullmq';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import type { Queue } from 'bullmq';
import { type JobDefinition, MAX_ATTEMPTS } from './job-definition';

/** A Redis that is away would keep whoever adds a job waiting for ever; the sweeper makes up for what was not added. */
const WAKE_PATIENCE_MS = 2_000;

const BEATS_OF_A_LEASE = 3;

/** Why a job did not do its work, for good or for now. */
export interface JobFailure {
  code: string;
  reason: string;
}

/** The only way to move a job's row and to wake its queue. */
@Injectable()
export class Jobs {
  constructor(
    private readonly transactions: Transactions,
    private readonly moduleRef: ModuleRef,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Wakes the queue once the row, inserted as `queued` in this transaction, is durable. */
  enqueue(tx: Tx, job: JobDefinition, id: string): void {
    tx.afterCommit(() => this.wake(job, id));
  }

  /**
   * Names the row to the queue; a job that already waits there is not added twice.
   * @throws Error when the queue does not answer
   */
  async wake(job: JobDefinition, id: string): Promise<void> {
    const queue = this.moduleRef.get<Queue>(getQueueToken(job.queue), { strict: false });
    const added = queue.add(job.queue, {}, { jobId: id, removeOnComplete: true, removeOnFail: true });
    const inTime = new AbortController();
    const tooLate = pause(WAKE_PATIENCE_MS, undefined, { signal: inTime.signal }).then(() => {
      throw new Error(`the queue ${job.queue} does not answer`);
    });
    await Promise.race([added, tooLate]).finally(() => inTime.abort());
  }

  /**
   * Takes a job: from `queued`, or from a worker that has been silent longer than the lease.
   * @returns the number of the attempt; null when the job is done, failed, given up or in other hands, which is how a
   * repeated delivery ends
   */
  async claim(job: JobDefinition, id: string): Promise<number | null> {
    const [claimed] = await this.transactions.run((tx) =>
      tx.sql<{ attempts: number }>(
        `UPDATE ${job.table} SET state = 'running', attempts = attempts + 1,
                lease_until = now() + make_interval(secs => $2)
         WHERE id = $1 AND attempts < $3 AND (state = 'queued' OR (state = 'running' AND lease_until < now()))
         RETURNING attempts`,
        [id, this.config.JOB_LOCK_MS / 1000, MAX_ATTEMPTS],
      ),
    );
    return claimed?.attempts ?? null;
  }

  /** Does the work of an attempt and says all the while that it is still held, however long it takes. */
  async hold<T>(job: JobDefinition, id: string, attempt: number, work: () => Promise<T>): Promise<T> {
    // A beat that fails is no failure of the work: the row goes to another worker, and only one of them finishes it.
    const beat = (): unknown => this.renew(job, id, attempt).catch(() => undefined);
    const heart = setInterval(beat, this.config.JOB_LOCK_MS / BEATS_OF_A_LEASE);
    try {
      return await work();
    } finally {
      clearInterval(heart);
    }
  }

  /** The work is done, in the transaction that holds its result. @returns false when somebody else finished it */
  finish(tx: Tx, job: JobDefinition, id: string): Promise<boolean> {
    return changes(
      tx,
      `UPDATE ${job.table} SET state = 'ready', lease_until = NULL, failure_code = NULL, failure_reason = NULL
       WHERE id = $1 AND state = 'running' RETURNING id`,
      [id],
    );
  }

  /**
   * The work cannot be done now; the row says why and waits for {@link retry}. Only the attempt that holds the job may
   * say so: one that was taken over must not spoil the work of its successor.
   */
  async fail(job: JobDefinition, id: string, attempt: number, { code, reason }: JobFailure): Promise<void> {
    await this.transactions.run((tx) =>
      changes(
        tx,
        `UPDATE ${job.table} SET state = 'failed', lease_until = NULL, failure_code = $3, failure_reason = left($4, 2000)
         WHERE id = $1 AND state = 'running' AND attempts = $2 RETURNING id`,
        [id, attempt, code, reason],
      ),
    );
  }

  /**
   * The way is barred for now: the job waits, each time twice as long as before, and the sweeper gives it out again. Only
   * the attempt that holds the job may say so, like {@link fail}.
   * @returns false after the last attempt: it is for the caller to fail it
   */
  async postpone(job: JobDefinition, id: string, attempt: number, { code, reason }: JobFailure): Promise<boolean> {
    if (attempt >= MAX_ATTEMPTS) return false;
    await this.transactions.run((tx) =>
      tx.sql(
        `UPDATE ${job.table} SET state = 'queued', lease_until = NULL, failure_code = $3,
                failure_reason = left($4, 2000), queued_at = now() + make_interval(secs => $5)
         WHERE id = $1 AND state = 'running' AND attempts = $2`,
        [id, attempt, code, reason, (this.config.JOB_RETRY_MS / 1000) * 2 ** (attempt - 1)],
      ),
    );
    return true;
  }

  /**
   * Puts a job that failed, or one whose result was lost, back; one that was postponed does not wait any longer.
   * @returns false when it is not in that state
   */
  async retry(tx: Tx, job: JobDefinition, id: string, from: 'failed' | 'ready' = 'failed'): Promise<boolean> {
    const put = await changes(
      tx,
      `UPDATE ${job.table} SET state = 'queued', queued_at = now(), attempts = 0, failure_code = NULL,
              failure_reason = NULL
       WHERE id = $1 AND (state = $2 OR ($2 = 'failed' AND state = 'queued' AND failure_code IS NOT NULL)) RETURNING id`,
      [id, from],
    );
    if (put) this.enqueue(tx, job, id);
    return put;
  }

  private async renew(job: JobDefinition, id: string, attempt: number): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql(
        `UPDATE ${job.table} SET lease_until = now() + make_interval(secs => $3)
         WHERE id = $1 AND state = 'running' AND attempts = $2`,
        [id, attempt, this.config.JOB_LOCK_MS / 1000],
      ),
    );
  }
}

async function changes(tx: Tx, sql: string, values: readonly unknown[]): Promise<boolean> {
  return (await tx.sql(sql, values)).length === 1;
}
