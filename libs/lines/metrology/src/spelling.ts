import type { FieldError } from '@nqi/shared/errors';

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
