import type { FieldError } from '@nqi/shared/errors';
import type { ChecklistItem } from './report-kind';

/** What the content does not say, one entry for each place; an empty text or list says nothing. */
export function missingFrom(content: unknown, checklist: readonly ChecklistItem[]): FieldError[] {
  return checklist.flatMap(({ pointer, clause, name }) =>
    emptyPlaces(content, pointer.split('/').slice(1)).map((place) => ({
      ...{ pointer: place, code: 'field.report_lacks', clause },
      ...{ chinese: `报告缺少：${name.zh}（${clause}）`, english: `The report lacks: ${name.en} (${clause})` },
    })),
  );
}

/** The pointers that lead to nothing. */
function emptyPlaces(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return isEmpty(value) ? [''] : [];
  if (step !== '*') return under(step, emptyPlaces((value as Record<string, unknown> | null)?.[step], rest));
  return ((value as unknown[] | null) ?? []).flatMap((one, index) => under(String(index), emptyPlaces(one, rest)));
}

function under(step: string, places: readonly string[]): string[] {
  return places.map((place) => `/${step}${place}`);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
