import { askedCode, codeTerms } from './codes';
import { soundsOf } from './pinyin';
import { queryTerms, runsOf } from './search-terms';
import { parseStandardNumber } from './standard-number';
import { cutAtSynonyms, SYNONYMS } from './synonyms';

/** By what a record is found, the surest first. */
export const waysOfFinding = ['code', 'word', 'synonym', 'pinyin'] as const;
export type WayOfFinding = (typeof waysOfFinding)[number];

/** One way to read a question: a record is found by it when its terms contain all of these (`terms @> $1`). */
export interface SearchWay {
  readonly by: WayOfFinding;
  readonly terms: readonly string[];
}

/** A question has few words with few readings; whoever types more gets the surest ones. */
const MOST_WAYS = 12;
const MOST_WORDS = 12;

/**
 * The ways in which a question finds something, for an index of `indexTerms`, `soundTerms` and `codeTerms`; at least one of
 * them has to. Empty: the question has no words, and nothing is found.
 */
export function searchWays(question: string): SearchWay[] {
  const code = askedCode(question);
  const standard = parseStandardNumber(question);
  const codes = new Set([...(code ? [code] : []), ...(standard ? codeTerms(standard.number).slice(0, 1) : [])]);
  const byCode = [...codes].map((term): SearchWay => ({ by: 'code', terms: [term] }));
  const words = wordsOf(question).slice(0, MOST_WORDS).map(readingsOf);
  const byWords = words.length === 0 ? [] : words.reduce(combine, [{ by: 'word', terms: [] }]);
  return [...byCode, ...byWords];
}

/** The words of a question as they were typed, for showing where they stand: folded, cut like the synonyms. */
export function wordsOf(question: string): string[] {
  return [...new Set(runsOf(question).flatMap(cutAtSynonyms))];
}

function readingsOf(word: string): SearchWay[] {
  const plain: SearchWay = { by: 'word', terms: queryTerms(word) };
  const synonyms = (SYNONYMS.get(word) ?? []).map((other): SearchWay => ({ by: 'synonym', terms: queryTerms(other) }));
  return [plain, ...synonyms, ...soundsOf(word).map((terms): SearchWay => ({ by: 'pinyin', terms }))];
}

/** Each reading of one word with each of the next; what is as sure as its least sure word comes first. */
function combine(ways: SearchWay[], readings: SearchWay[]): SearchWay[] {
  const both = ways.flatMap((way) =>
    readings.map((reading) => ({
      by: lessSure(way.by, reading.by),
      terms: [...new Set([...way.terms, ...reading.terms])],
    })),
  );
  return both.sort((one, other) => waysOfFinding.indexOf(one.by) - waysOfFinding.indexOf(other.by)).slice(0, MOST_WAYS);
}

function lessSure(one: WayOfFinding, other: WayOfFinding): WayOfFinding {
  return waysOfFinding.indexOf(one) > waysOfFinding.indexOf(other) ? one : other;
}
