/**
 * A kind of long job. Its truth is a row of `table` with the columns of {@link JobRow}; the queue of the same name only
 * carries the row's id, at least once.
 */
export class JobDefinition {
  /**
   * @param queue name of the queue
   * @param table name of the table, written into SQL as it is
   */
  constructor(
    readonly queue: string,
    readonly table: string,
  ) {}
}

/** A job that ended its worker this often is not given to another one. */
export const MAX_ATTEMPTS = 5;

export type JobState = 'queued' | 'running' | 'ready' | 'failed';

/** The columns of a job that the kernel moves; `failure*` say why it failed. */
export interface JobRow {
  id: string;
  state: JobState;
  queuedAt: Date;
  leaseUntil: Date | null;
  attempts: number;
  failureCode: string | null;
  failureReason: string | null;
}
