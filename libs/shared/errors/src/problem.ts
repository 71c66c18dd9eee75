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

/** A wrong place of the request as the document names it. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
  clause?: string;
}

/** An RFC 9457 problem document; `action` is the next useful step for the caller. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  action?: string;
  errors?: readonly FieldProblem[];
  [member: string]: unknown;
}

/** Chinese unless the caller prefers English: by the weights of `Accept-Language`, then by its order. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((range) => {
    const [, tag = '', weight = '1'] = /^\s*(zh|en)(?:-[\w-]+)?\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(range) ?? [];
    return { tag: tag.toLowerCase(), weight: Number(weight) };
  });
  const [best] = wanted.filter(({ tag, weight }) => tag && weight > 0).sort((one, other) => other.weight - one.weight);
  return best?.tag === 'en' ? 'en' : 'zh-CN';
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
  const standard = {
    type: `/problems/${error.code}`,
    title: texts.title,
    status: statusOf[catalogue[error.code].kind],
    code: error.code,
    detail: fill(texts.detail, members),
    ...(texts.action && { action: fill(texts.action, members) }),
    ...(errors && { errors: errors.map((field) => describeField(field, language)) }),
  };
  // Twice: first for the order in which people read it, last so that no detail replaces a member of the standard.
  return { ...standard, ...members, ...standard };
}

function describeField({ pointer, code, clause, ...said }: FieldError, language: Language): FieldProblem {
  const text = Object.hasOwn(catalogue, code) ? textsOf(code as ErrorCode, language).detail : code;
  const detail = (language === 'en' ? said.english : said.chinese) ?? text;
  return { pointer, code, detail, ...(clause !== undefined && { clause }) };
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
