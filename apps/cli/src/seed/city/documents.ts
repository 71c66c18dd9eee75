import type { INestApplicationContext } from '@nestjs/common';
import { documentRowOf, type SearchKind, SearchKinds } from '@nqi/platform/search';
import { Json } from '@nqi/shared/database';
import type { Client } from 'pg';
import { type CityRow, copyRows } from './copy-rows';

/** Records whose documents are drawn at once. */
const AT_ONCE = 4_000;

/** Draws the documents of new records, by table, as their kind does, and enters them by COPY. @returns how many there are */
export async function enterDocuments(
  app: INestApplicationContext,
  db: Client,
  records: Readonly<Record<string, readonly string[]>>,
): Promise<number> {
  let count = 0;
  for (const kind of app.get(SearchKinds).all) {
    const ids = records[kind.table] ?? [];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const values = [ids.slice(start, start + AT_ONCE)];
      const { rows } = await db.query<object>({ text: kind.drawn, values, name: `draw ${kind.name}` });
      count += await copyRows(db, 'search_documents', documentsOf(kind, rows));
    }
  }
  return count;
}

function* documentsOf(kind: SearchKind, rows: readonly object[]): Generator<CityRow> {
  for (const row of rows) {
    const { ranges, ...document } = documentRowOf(kind.name, kind.toDocument(row));
    yield { ...document, ranges: Json.from(ranges) };
  }
}
