import type { ErrorCode } from './catalogue';

/** One wrong place of a request: a JSON Pointer and the code of what is wrong there. */
export interface FieldError {
  pointer: string;
  code: string;
  /** What readers are told where somebody says it more exactly than the catalogue. */
  english?: string;
  chinese?: string;
  /** The clause of the standard or regulation that asks for it. */
  clause?: string;
}

/** Values for the placeholders of the catalogue's texts, and members that the problem document carries as they are. */
export type ErrorDetails = Readonly<Record<string, unknown>> & { readonly errors?: readonly FieldError[] };

/** A refusal that the caller can understand; the catalogue holds its kind and its texts. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
  }
}
