import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { FileStore } from '@nqi/shared/storage';
import { HOLDS_FILE } from './attachment-files';

/**
 * Deletes the bytes of attachments that were removed long enough ago, unless the same bytes are attached elsewhere. What
 * was stored outside of the space of attachments may be named by others and stays.
 */
@Injectable()
export class AttachmentsSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (const key of await this.leftovers()) await this.forget(key);
  }

  private async leftovers(): Promise<string[]> {
    const rows = await this.transactions.manager.query<{ key: string }[]>(
      `SELECT DISTINCT file_key AS key FROM attachments
       WHERE state = 'removed' AND file_key LIKE 'attachments/%' AND content_deleted_at IS NULL
         AND removed_at < $1::timestamptz - make_interval(days => $2) LIMIT 100`,
      [this.clock.now(), this.config.ATTACHMENT_REMOVED_DAYS],
    );
    return rows.map(({ key }) => key);
  }

  /** Under the lock of the file, which who stores the same bytes takes, too. Stopped in between, it is done again. */
  private async forget(key: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      await tx.sql(HOLDS_FILE, [key]);
      const [needed] = await tx.sql(
        `SELECT FROM attachments WHERE file_key = $1 AND content_deleted_at IS NULL
           AND (state <> 'removed' OR removed_at >= $2::timestamptz - make_interval(days => $3)) LIMIT 1`,
        [key, now, this.config.ATTACHMENT_REMOVED_DAYS],
      );
      if (needed) return;
      await this.files.remove(key);
      await tx.sql(
        `UPDATE attachments SET content_deleted_at = $2
         WHERE file_key = $1 AND state = 'removed' AND content_deleted_at IS NULL`,
        [key, now],
      );
    });
  }
}
