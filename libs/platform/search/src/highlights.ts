/** From the first up to the one behind the last, in UTF-16 units. */
export interface Highlight {
  start: number;
  end: number;
}

/** Characters around the first place that was asked for. */
const BEFORE = 20;
const SHOWN = 120;

/** Where the words of a question stand in a text, however they are written there; places that touch are one. */
export function highlightsIn(text: string, words: readonly string[]): Highlight[] {
  const { folded, origins } = fold(text);
  const places = words.flatMap((word) => placesOf(folded, word)).sort((one, other) => one.start - other.start);
  const merged: Highlight[] = [];
  for (const { start, end } of places) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged.map(({ start, end }) => ({ start: origins[start] ?? 0, end: origins[end] ?? text.length }));
}

/** The part of a text that shows the first word of the question, or its beginning. */
export function snippetOf(text: string, words: readonly string[]): string {
  const [first] = highlightsIn(text, words);
  if (!first || first.end <= SHOWN) return [...text.slice(0, SHOWN)].join('').trimEnd();
  const characters = [...text.slice(Math.max(0, first.start - BEFORE))];
  return `…${characters.slice(0, SHOWN).join('').trim()}`;
}

function placesOf(folded: string, word: string): Highlight[] {
  const places: Highlight[] = [];
  for (let at = folded.indexOf(word); at >= 0 && word !== ''; at = folded.indexOf(word, at + word.length)) {
    places.push({ start: at, end: at + word.length });
  }
  return places;
}

/** The text as words are folded, and for each unit of it, and for its end, where that stood in the text. */
function fold(text: string): { folded: string; origins: number[] } {
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const one = character.normalize('NFKC').toLowerCase();
    for (let i = 0; i < one.length; i += 1) origins.push(at);
    folded += one;
    at += character.length;
  }
  origins.push(at);
  return { folded, origins };
}
