import {
  applyDecorators,
  type ArgumentMetadata,
  Injectable,
  ValidationPipe,
  type ValidationError,
} from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { unitOf } from '@nqi/shared/units';
import { plainToInstance } from 'class-transformer';
import { Matches, ValidateBy, validateSync } from 'class-validator';
import { BatchRows } from './batch.dto';
import { isDay } from '@nqi/shared/calendar';
import { pointerTo, unreadablePlaces } from './readable';

/** What a class-validator rule is called in a problem document; a rule about the type itself is `field.wrong_type`. */
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
@Injectable()
export class ShapePipe extends ValidationPipe {
  constructor() {
    super({ ...OPTIONS, transform: true, exceptionFactory: (errors) => refusal(toFieldErrors(errors)) });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (Buffer.isBuffer(value)) return value;
    // The rows of a batch are read one by one: a bad one does not refuse the others.
    const errors = metadata.metatype === BatchRows ? [] : unreadablePlaces(value);
    if (errors.length > 0) throw refusal(errors);
    return (await super.transform(value, metadata)) as unknown;
  }
}

function refusal(errors: readonly FieldError[]): DomainError {
  return new DomainError('request.invalid', { errors });
}

/** The outcome of {@link checkRow}. */
export type CheckedRow<T> = { value: T; errors?: never } | { value?: never; errors: FieldError[] };

/** Checks one row of a batch against its class, so that a bad row does not refuse the good ones. */
export function checkRow<T extends object>(type: new () => T, row: unknown): CheckedRow<T> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { errors: [{ pointer: '', code: 'field.wrong_type', english: 'an object is expected' }] };
  }
  const value = plainToInstance(type, row);
  const errors = [...unreadablePlaces(row), ...toFieldErrors(validateSync(value, OPTIONS))];
  return errors.length > 0 ? { errors } : { value };
}

function toFieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = pointerTo(parent, error.property);
    return [...ownErrors(error, pointer), ...toFieldErrors(error.children ?? [], pointer)];
  });
}

/** One error for each place: a value of the wrong type is told that, not also that it is too short. */
function ownErrors({ constraints, contexts, value }: ValidationError, pointer: string): FieldError[] {
  const broken = Object.entries(constraints ?? {}).map(([rule, english]) => ({
    code: (contexts?.[rule] as { code?: string } | undefined)?.code ?? codeOf(rule, english),
    english,
  }));
  const worst = broken.find(({ code }) => code === 'field.wrong_type') ?? broken[0];
  if (!worst) return [];
  const isMissing = value === undefined && worst.code !== 'field.unknown';
  return [{ pointer, english: worst.english, code: isMissing ? 'field.required' : worst.code }];
}

/** `isLength` is two rules in one; only its message says which one was broken. */
function codeOf(rule: string, message: string): string {
  if (rule !== 'isLength') return CODES[rule] ?? 'field.wrong_type';
  return message.includes('longer than') ? 'field.too_short' : 'field.too_long';
}

/** Control, format, private-use and unassigned characters, and pictures: no font of a report has them. */
const PRINTABLE = /^[^\p{C}\p{Extended_Pictographic}]*$/u;

/** Text that will stand on a report: what cannot be printed is refused where it is entered, not weeks later. */
export function Printable({ each = false } = {}): PropertyDecorator {
  return Matches(PRINTABLE, {
    each,
    message: '$property contains characters that cannot be printed',
    context: { code: 'field.unreadable_characters' },
  });
}

/** Text that says something. */
export function NotBlank({ each = false } = {}): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value);
  const validator = { validate, defaultMessage: () => '$property must not be blank' };
  return ValidateBy({ name: 'notBlank', validator }, { each, context: { code: 'field.required' } });
}

/** A day as `YYYY-MM-DD` and nothing else: ISO 8601 also has weeks and ordinals, which no date column takes. */
export function IsDay(): PropertyDecorator {
  const message = { defaultMessage: () => '$property must be a day as YYYY-MM-DD' };
  return applyDecorators(
    ValidateBy({ name: 'isDay', validator: { validate: isDay, ...message } }),
    ApiProperty({ format: 'date' }),
  );
}

/** A decimal as people write it, without exponent: at most 12 digits before the point and 12 after it. */
export function IsDecimalText({ signed = false } = {}): PropertyDecorator {
  const pattern = signed ? /^-?\d{1,12}(\.\d{1,12})?$/ : /^\d{1,12}(\.\d{1,12})?$/;
  return applyDecorators(
    Matches(pattern, { message: '$property must be a decimal such as 0.25' }),
    ApiProperty({ pattern: pattern.source }),
  );
}

/** The spelling of a known unit, for example `MPa` or `µm`. */
export function IsUnit(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && unitOf(value) !== undefined;
  const validator = { validate, defaultMessage: () => '$property is no unit that is known here' };
  return ValidateBy({ name: 'isUnit', validator }, { context: { code: 'field.not_allowed' } });
}
