import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { SearchDocuments } from './search-documents.service';
import { type SearchKind, SearchKinds } from './search-kind';

const AT_ONCE = 1_000;

/** How far the rebuilding of a kind has come. */
interface Progress {
  after: string;
  finishedAt: Date | null;
}

const BEGINNING: Progress = { after: '00000000-0000-0000-0000-000000000000', finishedAt: null };

/**
 * Draws all documents anew, kind by kind, in the order of their ids and a batch a transaction: after a bulk load, or when
 * a kind draws otherwise than before. Stopped at any time, it goes on where it was; the api need not stop for it.
 */
@Injectable()
export class ReindexService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: SearchKinds,
    private readonly documents: SearchDocuments,
  ) {}

  /** @returns by kind, how many records were drawn in this run */
  async run(): Promise<Record<string, number>> {
    const drawn: Record<string, number> = {};
    for (const kind of this.kinds.all) drawn[kind.name] = await this.rebuild(kind);
    await this.transactions.run((tx) => tx.sql('DELETE FROM search_rebuilds'));
    return drawn;
  }

  private async rebuild(kind: SearchKind): Promise<number> {
    let drawn = 0;
    for (;;) {
      const count = await this.batch(kind);
      if (count === null) return drawn;
      drawn += count;
    }
  }

  /** @returns null when there was nothing left */
  private batch(kind: SearchKind): Promise<number | null> {
    return this.transactions.run(async (tx) => {
      const [done = BEGINNING] = await tx.sql<Progress>(
        'SELECT after_id AS after, finished_at AS "finishedAt" FROM search_rebuilds WHERE kind = $1',
        [kind.name],
      );
      if (done.finishedAt) return null;
      // Locked, so that nobody changes a record between its being drawn and its document being written.
      const rows = await tx.sql<{ id: string }>(
        `SELECT id FROM ${kind.table} WHERE id > $1 ORDER BY id LIMIT ${AT_ONCE} FOR SHARE`,
        [done.after],
      );
      const ids = rows.map(({ id }) => id);
      await this.documents.put(tx, kind, ids);
      const finishedAt = ids.length < AT_ONCE ? this.clock.now() : null;
      await this.remember(tx, kind, { after: ids.at(-1) ?? done.after, finishedAt });
      return ids.length;
    });
  }

  private async remember(tx: Tx, { name }: SearchKind, { after, finishedAt }: Progress): Promise<void> {
    await tx.sql(
      `INSERT INTO search_rebuilds (kind, after_id, finished_at) VALUES ($1, $2, $3)
       ON CONFLICT (kind) DO UPDATE SET after_id = excluded.after_id, finished_at = excluded.finished_at`,
      [name, after, finishedAt],
    );
  }
}
