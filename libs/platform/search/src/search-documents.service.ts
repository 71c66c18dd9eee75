import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { insertEach, Transactions, type Tx } from '@nqi/shared/database';
import { documentRowOf } from './search-document';
import { type SearchKind, SearchKinds } from './search-kind';

/** Records that are read together. */
const AT_ONCE = 1_000;
/** Documents that are written together: while PostgreSQL enters these, the next are drawn. */
const WRITTEN = 250;

const TABLE = 'search_documents';
const ARRAYS = ['seen_by', 'codes', 'terms'];
const COLUMNS = [
  ...['kind', 'record_id', 'organisation_id', 'district_code', 'seen_by', 'title', 'body', 'codes', 'terms'],
  ...['ranges', 'source', 'updated_at'],
];
const UPSERT = `
  INSERT INTO ${TABLE} (${COLUMNS.join(', ')})
  SELECT ${COLUMNS.join(', ')} FROM jsonb_populate_recordset(NULL::${TABLE}, $1::jsonb) ORDER BY record_id
  ON CONFLICT (kind, record_id) DO UPDATE SET ${COLUMNS.slice(2)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;
const REMOVE = `DELETE FROM ${TABLE} WHERE kind = $1 AND record_id = ANY($2::uuid[])`;

/**
 * Keeps what is found equal to what there is: at the end of every transaction, inside it, the documents of all records
 * that it wrote are drawn anew. Nobody has to think of it; who writes rows by SQL of their own says so
 * (`tx.trace.touch`), and after a bulk load comes `search:reindex`.
 */
@Injectable()
export class SearchDocuments {
  constructor(
    private readonly kinds: SearchKinds,
    transactions: Transactions,
  ) {
    transactions.beforeCommit((tx) => this.follow(tx));
  }

  /** Draws these records anew; one that is not drawn is no longer found. */
  async put(tx: Tx, kind: SearchKind, ids: readonly string[]): Promise<void> {
    const sorted = [...ids].sort();
    for (let start = 0; start < sorted.length; start += AT_ONCE) {
      const batch = sorted.slice(start, start + AT_ONCE);
      const reading = tx.sql<{ id: string }>(kind.drawn, [batch]);
      tx.sendHeld();
      const drawn = await reading;
      await this.write(tx, kind, drawn);
      const known = new Set(drawn.map(({ id }) => id));
      const gone = batch.filter((id) => !known.has(id));
      if (gone.length > 0) await this.remove(tx, kind, gone);
    }
  }

  private async write(tx: Tx, kind: SearchKind, drawn: readonly object[]): Promise<void> {
    for (let start = 0; start < drawn.length; start += WRITTEN) {
      if (start > 0) await setImmediate();
      const rows = drawn.slice(start, start + WRITTEN).map((row) => documentRowOf(kind.name, kind.toDocument(row)));
      // What was born here has none yet.
      if (rows.every((row) => tx.trace.born.has(row.record_id))) insertEach(tx, { table: TABLE, rows, arrays: ARRAYS });
      else tx.send(UPSERT, [JSON.stringify(rows)]);
    }
  }

  async remove(tx: Tx, { name }: SearchKind, ids: readonly string[]): Promise<void> {
    await tx.sql(REMOVE, [name, ids]);
  }

  private async follow(tx: Tx): Promise<void> {
    for (const kind of this.kinds.all) {
      const own = tx.trace.touched.get(kind.table) ?? [];
      const others = await this.followers(tx, kind);
      const ids = [...new Set([...own, ...others])];
      if (ids.length > 0) await this.put(tx, kind, ids);
    }
  }

  private async followers(tx: Tx, { follows = {} }: SearchKind): Promise<string[]> {
    const ids: string[] = [];
    for (const [table, sql] of Object.entries(follows)) {
      const touched = tx.trace.touched.get(table);
      if (!touched) continue;
      for (const { id } of await tx.sql<{ id: string }>(sql, [[...touched]])) ids.push(id);
    }
    return ids;
  }
}
