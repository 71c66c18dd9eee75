import { createHash } from 'node:crypto';

/**
 * SHA-256 of a content as JSON with sorted keys (as in RFC 8785): the database keeps the content as `jsonb`, which orders
 * keys its own way, and whoever reads it back must arrive at the same hash.
 */
export function contentHashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, sortKeys)).digest('hex');
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
