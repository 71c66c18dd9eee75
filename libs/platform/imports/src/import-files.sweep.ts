import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { FileStore } from '@nqi/shared/storage';

const DAY_MS = 86_400_000;
const GONE = `
  SELECT id, file_key AS key FROM imports WHERE file_gone_at IS NOT NULL AND file_key IS NOT NULL LIMIT 100`;

interface GoneFile {
  id: string;
  key: string;
}

/** Removes the sheets of imports that ended some time ago, or came then and failed; what became of their rows stays. */
@Injectable()
export class ImportFilesSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  /** Says so first, then removes: who is stopped in between comes by again, and nobody reads half a truth. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run((tx) =>
      tx.sql(
        `UPDATE imports SET file_gone_at = $1
         WHERE file_gone_at IS NULL AND state IN ('ready', 'failed') AND coalesce(finished_at, created_at) < $2`,
        [now, new Date(now.getTime() - this.config.IMPORT_FILE_DAYS * DAY_MS)],
      ),
    );
    const gone = await this.transactions.run((tx) => tx.sql<GoneFile>(GONE));
    for (const { key } of gone) await this.files.remove(key);
    await this.transactions.run((tx) =>
      tx.sql('UPDATE imports SET file_key = NULL, file_sha256 = NULL WHERE id = ANY($1)', [gone.map(({ id }) => id)]),
    );
  }
}
