import type { ApiClient } from './api-client';
import type { Timeline } from './timeline';

/** Where a story is played. */
export interface Stage {
  /** The api, called by nobody in particular. */
  api: ApiClient;
  /** What stays on disk: reports, or the list of refused rows. */
  folder: string;
  timeline: Timeline;
}

/** A promise of the story that was not kept; what happened is told with the numbers that were received. */
export function insist(isKept: boolean, problem: string): asserts isKept {
  if (!isKept) throw new Error(problem);
}

/** `7 × accepted, 23 × paid` */
export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} × ${word}`).join(', ');
}

/** Fen as yuan. */
export function yuan(fen: number): string {
  return `${(fen / 100).toFixed(2)} yuan`;
}
