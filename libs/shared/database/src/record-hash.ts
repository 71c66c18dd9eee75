import { hash } from 'node:crypto';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/**
 * SHA-256 of a record's columns as canonical JSON, to tell whether two states of it are the same. The version is left
 * out: it counts the changes and is none.
 */
export function hashOfRecord(metadata: EntityMetadata, record: ObjectLiteral): string {
  const facts = columnsOf(metadata).map(([name, property]) => [name, sorted(record[property] ?? null)]);
  return hash('sha256', JSON.stringify(facts));
}

type Column = readonly [name: string, property: string];

const columns = new WeakMap<EntityMetadata, readonly Column[]>();

/** The columns that count, in the order of their names; sorted once, because batches hash thousands of records. */
function columnsOf(metadata: EntityMetadata): readonly Column[] {
  const known = columns.get(metadata);
  if (known) return known;
  const sortedColumns = metadata.columns
    .filter(({ isVersion }) => !isVersion)
    .map(({ databaseName, propertyName }): Column => [databaseName, propertyName])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  columns.set(metadata, sortedColumns);
  return sortedColumns;
}

/** jsonb gives keys back in an order of its own. What writes itself as JSON, such as a day, does so later. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, sorted(one)]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
