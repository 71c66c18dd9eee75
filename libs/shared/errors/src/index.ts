export { catalogue, type CatalogueEntry, type ErrorCode } from './catalogue';
export { DomainError, type ErrorDetails, type ErrorKind, type FieldError } from './domain-error';
export { type Language, languageOf, type Problem, statusOf, textsOf, toProblem } from './problem';
