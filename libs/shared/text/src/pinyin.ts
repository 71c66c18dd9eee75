import { pinyin } from 'pinyin-pro';
import { beginningOf } from './search-terms';
import { SYLLABLES } from './syllables';

/** What stands before the terms of a sound, so that no Latin word is ever taken for one. */
const SOUND = '~';
const INITIALS = '^';

/** Nobody types more by sound. */
const LONGEST_RUN = 40;
const LONGEST_WORD = 24;
/** Readings of an ambiguous spelling that are looked for: `xian` is 先 and 西安. */
const READINGS = 4;

const LONGEST_SYLLABLE = 6;

/** What a name is found by when it is typed by its sound: syllables and their pairs, and the pairs of their initials. */
export function soundTerms(...names: readonly (string | null | undefined)[]): string[] {
  const runs = names.flatMap((name) => (name ?? '').normalize('NFKC').match(/\p{Script=Han}+/gu) ?? []);
  return [...new Set(runs.flatMap((run) => termsOf(syllablesOf(beginningOf(run, LONGEST_RUN)))))];
}

/** The ways in which a typed word may be a sound: by its initials, or as one of its readings. */
export function soundsOf(word: string): string[][] {
  if (!/^[a-z]{2,}$/.test(word) || word.length > LONGEST_WORD) return [];
  const readings = readingsOf(word).map(pairsOf);
  return [...readings, neighbours([...word]).map((pair) => `${INITIALS}${pair.join('')}`)];
}

function syllablesOf(run: string): string[] {
  const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  // A rare character, whose sound is not known, comes back as it is, perhaps in halves.
  return syllables.map((syllable) => syllable.toLowerCase()).filter((syllable) => !/\p{Surrogate}/u.test(syllable));
}

function initialOf(syllable: string): string {
  return [...syllable][0] ?? '';
}

function termsOf(syllables: string[]): string[] {
  const initials = neighbours(syllables).map(
    ([one = '', other = '']) => `${INITIALS}${initialOf(one)}${initialOf(other)}`,
  );
  return [
    ...syllables.map((syllable) => `${SOUND}${syllable}`),
    ...(syllables.length > 1 ? pairsOf(syllables) : []),
    ...initials,
  ];
}

function pairsOf(syllables: string[]): string[] {
  if (syllables.length === 1) return syllables.map((syllable) => `${SOUND}${syllable}`);
  return neighbours(syllables).map((pair) => `${SOUND}${pair.join('.')}`);
}

function neighbours(parts: string[]): string[][] {
  return parts.slice(1).map((next, i) => [parts[i] ?? '', next]);
}

/** The word as syllables, those readings first that have the fewest. */
function readingsOf(word: string): string[][] {
  // By position, the readings of what stands before it.
  const readings: string[][][] = [[[]]];
  for (let end = 1; end <= word.length; end += 1) {
    readings[end] = beginningsOf(word, end).flatMap(([start, syllable]) =>
      (readings[start] ?? []).map((before) => [...before, syllable]),
    );
    readings[end] = readings[end].sort((one, other) => one.length - other.length).slice(0, READINGS);
  }
  return readings[word.length] ?? [];
}

function beginningsOf(word: string, end: number): [start: number, syllable: string][] {
  const lengths = Array.from({ length: Math.min(LONGEST_SYLLABLE, end) }, (_, i) => i + 1);
  return lengths
    .map((length): [number, string] => [end - length, word.slice(end - length, end)])
    .filter(([, syllable]) => SYLLABLES.has(syllable));
}
