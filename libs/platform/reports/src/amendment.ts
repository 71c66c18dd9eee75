import type { FieldError } from '@nqi/shared/errors';
import type { Bilingual } from './bilingual';

/** A particular that may be corrected once the report is out: a text, never a conclusion. */
export interface AmendableField {
  /** JSON pointer into the content; `*` stands for each member of a list: `/inspectors/*\/name`. */
  pointer: string;
  label: Bilingual;
  /** It may be taken away, too. */
  isOptional?: boolean;
}

/** One particular that may be corrected, with what stands there now. */
export interface Amendable {
  pointer: string;
  label: Bilingual;
  value: string | null;
  isOptional: boolean;
}

export interface AskedChange {
  pointer: string;
  value: string | null;
}

/** What was corrected, as it is printed. */
export interface AmendedField {
  pointer: string;
  label: Bilingual;
  before: string | null;
  after: string | null;
}

/** A document of the report that is replaced, by its name in the kind's plan. */
export interface ReplacedFile {
  document: string;
  sha256: string;
}

/** What an amendment says of itself, within its own content: it names the report it replaces (ISO/IEC 17025 7.8.8). */
export interface Amendment {
  replaces: {
    number: string;
    issuedOn: string;
    /** What it was issued with; absent in contents older than this. */
    files?: ReplacedFile[];
  };
  reason: string;
  changes: AmendedField[];
}

/** The particulars of a content that its kind lets be amended: texts, and places where a text may stand. */
export function amendablesOf(content: unknown, fields: readonly AmendableField[]): Amendable[] {
  return fields.flatMap(({ pointer, label, isOptional = false }) =>
    found(content, pointer.split('/').slice(1), '').flatMap(([at, value]) =>
      value === null || typeof value === 'string' ? [{ pointer: at, label, value, isOptional }] : [],
    ),
  );
}

/** Places that a pattern names, `*` standing for each member of a list. */
function found(value: unknown, [name, ...rest]: string[], at: string): [string, unknown][] {
  if (name === undefined) return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  const names = name === '*' ? Object.keys(value) : Object.hasOwn(value, name) ? [name] : [];
  return names.flatMap((one) => found((value as Record<string, unknown>)[one], rest, `${at}/${one}`));
}

/** Each asked change beside what stands there, or why it cannot be made. */
export function changesOf(
  amendables: readonly Amendable[],
  asked: readonly AskedChange[],
): { changes: AmendedField[]; errors: FieldError[] } {
  const changes: AmendedField[] = [];
  const errors: FieldError[] = [];
  asked.forEach(({ pointer, value }, index) => {
    const one = amendables.find((candidate) => candidate.pointer === pointer);
    const fault = faultOf(one, value, asked.findIndex((other) => other.pointer === pointer) < index);
    if (fault) errors.push({ pointer: `/changes/${index}/${fault.at}`, code: fault.code });
    else if (one) changes.push({ pointer, label: one.label, before: one.value, after: value });
  });
  return { changes, errors };
}

function faultOf(
  one: Amendable | undefined,
  value: string | null,
  isRepeated: boolean,
): { at: string; code: string } | undefined {
  if (!one) return { at: 'pointer', code: 'field.not_allowed' };
  if (isRepeated) return { at: 'pointer', code: 'field.repeated' };
  if (one.value === value) return { at: 'value', code: 'field.unchanged' };
  return value === null && !one.isOptional ? { at: 'value', code: 'field.required' } : undefined;
}

/** The content with the changes made, and with what it says of them. */
export function amendedContent(content: object, amendment: Amendment): object {
  const amended = structuredClone(content) as Record<string, unknown>;
  for (const { pointer, after } of amendment.changes) {
    const names = pointer.split('/').slice(1);
    const last = names.pop() ?? '';
    const place = names.reduce((value, name) => value[name] as Record<string, unknown>, amended);
    place[last] = after;
  }
  return { ...amended, amendment };
}

/** `DT-2026-000007` → `DT-2026-000007-A1` → `DT-2026-000007-A2`. */
export function amendedNumber(number: string): string {
  const [, first = number, amendments = '0'] = /^(.*?)(?:-A(\d+))?$/.exec(number) ?? [];
  return `${first}-A${Number(amendments) + 1}`;
}
