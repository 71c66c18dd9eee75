import type { Conditions } from '@nqi/shared/http';
import { queryTerms, searchWays } from '@nqi/shared/text';

/** Narrows a list that is joined with its documents `d` to those that a question finds. */
export function foundAmong(where: Conditions, kinds: readonly string[], question: string): Conditions {
  const ways = searchWays(question).flatMap(({ terms }) => kinds.map((kind) => ({ kind, terms })));
  if (ways.length === 0) return where.add('false');
  const found = ways.map(() => '(d.kind = ? AND d.terms @> ?::text[])').join(' OR ');
  return where.add(`(${found})`, ...ways.flatMap(({ kind, terms }) => [kind, terms]));
}

/**
 * Narrows a list that is looked through for a text to the records of a kind that have its words, as far as it has any that
 * are indexed by themselves. @param id the column with the record's id
 */
export function withWords(where: Conditions, { kind, id }: { kind: string; id: string }, text: string): Conditions {
  const terms = queryTerms(text).filter((term) => !/^[^\p{Script=Han}]$/u.test(term));
  if (terms.length === 0) return where;
  const found = `SELECT w.record_id FROM search_documents w WHERE w.kind = '${kind}' AND w.terms @> ?::text[]`;
  return where.add(`${id} IN (${found})`, terms);
}
