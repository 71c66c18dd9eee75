export { catalogue, type CatalogueEntry, type ErrorCode } from './catalogue';
export { DomainError, type ErrorDetails, type FieldError } from './domain-error';
export type { ErrorKind } from './error-kind';
export { type Language, languageOf, type Problem, statusOf, textsOf, toProblem } from './problem';
