import { ValidateBy } from 'class-validator';

/** Text that says something. */
export function NotBlank(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value);
  const validator = { validate, defaultMessage: () => '$property must not be blank' };
  return ValidateBy({ name: 'notBlank', validator }, { context: { code: 'field.required' } });
}
