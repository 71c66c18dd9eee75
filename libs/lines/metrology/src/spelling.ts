import type { FieldError } from '@nqi/shared/errors';
import { queryTerms } from '@nqi/shared/text';

/** One spelling of what tells records apart: half-width, single blanks, none around. */
export function oneSpelling(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}

/** The texts that have grown beyond their limit by {@link oneSpelling}: some single characters become many. */
export function tooLong(facts: object, limits: Readonly<Record<string, number>>): FieldError[] {
  return Object.entries(limits).flatMap(([field, limit]) => {
    const text = (facts as Readonly<Record<string, unknown>>)[field];
    return typeof text === 'string' && text.length > limit ? [{ pointer: `/${field}`, code: 'field.too_long' }] : [];
  });
}

/** No index has this word. */
const NOTHING = [''];

/** The words that a question asks for; undefined without a question, and what nothing has where it has no words. */
export function askedWords(question: string | undefined): readonly string[] | undefined {
  if (question === undefined) return undefined;
  const words = queryTerms(question);
  return words.length > 0 ? words : NOTHING;
}
