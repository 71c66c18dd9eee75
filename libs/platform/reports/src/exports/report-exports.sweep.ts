import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { FileStore } from '@nqi/shared/storage';

/** Deletes zips whose time is over; the row stays and says so. Each zip is one export's alone, by the id in its comment. */
@Injectable()
export class ReportExportsSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: FileStore,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const rows = await tx.sql<{ id: string; key: string }>(
        `SELECT id, file_key AS key FROM report_exports WHERE file_key IS NOT NULL AND swept_at IS NULL AND expires_at <= $1
         ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
        [now],
      );
      // Who is stopped in between deletes again what is not there, which is no error.
      for (const { key } of rows) await this.files.remove(key);
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await tx.sql('UPDATE report_exports SET swept_at = $2 WHERE id = ANY($1)', [ids, now]);
    });
  }
}
