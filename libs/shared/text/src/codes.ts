import { parseStandardNumber } from './standard-number';

/** What stands before the terms of a code, so that no word is ever taken for one. */
const CODE = '=';

/** One spelling of any code or number that people type: half-width, upper case, without blanks and punctuation. */
export function normaliseCode(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** What a record is found by when its code is asked for as a whole; a standard also without its year. */
export function codeTerms(...codes: readonly (string | null | undefined)[]): string[] {
  const spellings = codes.flatMap((code) => (code ? [code, parseStandardNumber(code)?.series ?? ''] : []));
  const normalised = spellings.map(normaliseCode).filter((code) => code.length > 0);
  return [...new Set(normalised.map((code) => `${CODE}${code}`))];
}

/** The term of a question that may be a code: it has a digit. */
export function askedCode(question: string): string | undefined {
  const code = normaliseCode(question);
  return /\d/.test(code) && code.length >= 3 ? `${CODE}${code}` : undefined;
}
