import { catalogue, type CatalogueEntry, type ErrorCode } from './catalogue';
import type { DomainError, FieldError } from './domain-error';
import type { ErrorKind } from './error-kind';

export type Language = 'zh-CN' | 'en';

/** HTTP status of each kind. */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  precondition_required: 428,
  too_many: 429,
  internal: 500,
  unavailable: 503,
};

/** An RFC 9457 problem document; `action` is the next useful step for the caller. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  action?: string;
  errors?: readonly FieldError[];
  [member: string]: unknown;
}

/** Chinese unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';
}

/** The texts of a code in one language. */
export function textsOf(code: ErrorCode, language: Language): { title: string; detail: string; action?: string } {
  const entry: CatalogueEntry = catalogue[code];
  return language === 'en' ? entry.en : entry.zh;
}

/** Writes a refusal as a problem document (without `traceId` and `instance`, which belong to one request). */
export function toProblem(error: DomainError, language: Language): Problem {
  const { errors, ...members } = error.details;
  const texts = textsOf(error.code, language);
  return {
    type: `/problems/${error.code}`,
    title: texts.title,
    status: statusOf[catalogue[error.code].kind],
    code: error.code,
    detail: fill(texts.detail, members),
    ...(texts.action && { action: fill(texts.action, members) }),
    ...(errors && { errors: errors.map((field) => describeField(field, language)) }),
    ...members,
  };
}

function describeField(field: FieldError, language: Language): FieldError {
  const known = field.code in catalogue;
  return { ...field, detail: field.detail ?? (known ? textsOf(field.code as ErrorCode, language).detail : field.code) };
}

function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : listed(value, whole);
  });
}

/** A list reads as its members; whatever else a text cannot say stays a placeholder. */
function listed(value: unknown, placeholder: string): string {
  return Array.isArray(value) ? value.join(', ') : placeholder;
}
