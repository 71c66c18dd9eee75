import type { Conditions } from '@nqi/shared/http';
import { searchWays } from '@nqi/shared/text';

/** Narrows a list that is joined with its documents `d` to those that a question finds. */
export function foundAmong(where: Conditions, kinds: readonly string[], question: string): Conditions {
  const ways = searchWays(question).flatMap(({ terms }) => kinds.map((kind) => ({ kind, terms })));
  if (ways.length === 0) return where.add('false');
  const found = ways.map(() => '(d.kind = ? AND d.terms @> ?::text[])').join(' OR ');
  return where.add(`(${found})`, ...ways.flatMap(({ kind, terms }) => [kind, terms]));
}
