import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { plainToInstance } from 'class-transformer';
import { Matches, validateSync } from 'class-validator';

/** What a class-validator rule is called in a problem document. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'field.unknown',
  isDefined: 'field.required',
  isNotEmpty: 'field.required',
  maxLength: 'field.too_long',
  minLength: 'field.too_short',
  arrayMaxSize: 'field.too_many',
  arrayMinSize: 'field.too_few',
  arrayUnique: 'field.repeated',
  min: 'field.too_small',
  max: 'field.too_large',
  isIn: 'field.not_allowed',
  isEnum: 'field.not_allowed',
};

const OPTIONS = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/** Checks the shape of every body and query against its class; unknown keys are errors, not ignored. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    ...OPTIONS,
    transform: true,
    exceptionFactory: (errors) => new DomainError('request.invalid', { errors: toFieldErrors(errors) }),
  });
}

/** The outcome of {@link checkRow}. */
export type CheckedRow<T> = { value: T; errors?: never } | { value?: never; errors: FieldError[] };

/** Checks one row of a batch against its class, so that a bad row does not refuse the good ones. */
export function checkRow<T extends object>(type: new () => T, row: unknown): CheckedRow<T> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { errors: [{ pointer: '', code: 'field.wrong_type', detail: 'an object is expected' }] };
  }
  const value = plainToInstance(type, row);
  const errors = validateSync(value, OPTIONS);
  return errors.length > 0 ? { errors: toFieldErrors(errors) } : { value };
}

function toFieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [...ownErrors(error, pointer), ...toFieldErrors(error.children ?? [], pointer)];
  });
}

function ownErrors({ constraints, value }: ValidationError, pointer: string): FieldError[] {
  const [rule, message] = Object.entries(constraints ?? {})[0] ?? [];
  if (!rule) return [];
  const code =
    value === undefined && rule !== 'whitelistValidation' ? 'field.required' : (CODES[rule] ?? 'field.wrong_type');
  return [{ pointer, code, detail: message }];
}

/** Control, format, private-use and unassigned characters, and pictures: no font of a report has them. */
const PRINTABLE = /^[^\p{C}\p{Extended_Pictographic}]*$/u;

/** Text that will stand on a report: what cannot be printed is refused where it is entered, not weeks later. */
export function Printable(): PropertyDecorator {
  return Matches(PRINTABLE, { message: '$property contains characters that cannot be printed' });
}
