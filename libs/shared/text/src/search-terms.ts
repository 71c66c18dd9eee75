/** Letters and digits of any script but Chinese stand together as a word; a Chinese text has no words, so its pairs count. */
const WORDS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** Longer words are cut: nobody searches for more, and an index entry has a limit. */
const LONGEST = 40;

/**
 * What a text is found by, for a `text[]` column under a GIN index: folded words (full-width, case), and every character
 * and pair of neighbours of a Chinese run. Latin words are also entered by their beginnings of two characters and more.
 */
export function indexTerms(...texts: readonly (string | null | undefined)[]): string[] {
  const runs = texts.flatMap((text) => runsOf(text ?? ''));
  return [...new Set(runs.flatMap((run) => (HAN.test(run) ? [...run, ...pairs(run)] : beginnings(run))))];
}

/** What a question asks for: rows whose terms contain all of these (`terms @> $1`). Empty: the question has no words. */
export function queryTerms(question: string): string[] {
  return [...new Set(runsOf(question).flatMap((run) => (HAN.test(run) ? pairs(run) : [beginningOf(run, LONGEST)])))];
}

/** The beginning of a text, of `most` code units; no character is cut in half, which PostgreSQL would not take. */
export function beginningOf(text: string, most: number): string {
  const beginning = text.slice(0, most);
  const last = beginning.charCodeAt(beginning.length - 1);
  return last >= 0xd800 && last <= 0xdfff ? beginning.replace(/\p{Surrogate}$/u, '') : beginning;
}

/** The runs of a text, folded: of Chinese, and words of any other script. */
export function runsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(WORDS) ?? [];
}

/** The pairs of neighbours; a single character is itself. */
function pairs(run: string): string[] {
  const characters = [...run];
  return characters.length === 1 ? characters : characters.slice(1).map((next, i) => `${characters[i]}${next}`);
}

function beginnings(word: string): string[] {
  const longest = beginningOf(word, LONGEST);
  const lengths = Array.from({ length: Math.max(longest.length - 1, 1) }, (_, i) => longest.length - i);
  return lengths.map((length) => beginningOf(longest, length));
}
