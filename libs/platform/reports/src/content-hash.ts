import { createHash } from 'node:crypto';

/**
 * A content as JSON with sorted keys (as in RFC 8785): the database keeps it as `jsonb`, which orders keys its own way, and
 * whoever reads it back must arrive at the same text.
 */
export function canonicalJsonOf(content: unknown): string {
  return JSON.stringify(content, sortKeys);
}

/** SHA-256 of the canonical JSON. */
export function contentHashOf(content: unknown): string {
  return createHash('sha256').update(canonicalJsonOf(content)).digest('hex');
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
