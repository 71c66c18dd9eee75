import { createHash } from 'node:crypto';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/**
 * SHA-256 of a record's columns as canonical JSON, to tell whether two states of it are the same. The version is left
 * out: it counts the changes and is none.
 */
export function hashOfRecord({ columns }: EntityMetadata, record: ObjectLiteral): string {
  const facts = columns
    .filter(({ isVersion }) => !isVersion)
    .map(({ databaseName, propertyName }) => [databaseName, (record[propertyName] as unknown) ?? null] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(facts, sorted)).digest('hex');
}

/** jsonb gives keys back in an order of its own. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
