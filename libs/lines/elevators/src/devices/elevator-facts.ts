import type { FieldError } from '@nqi/shared/errors';
import { isDeviceCode, normaliseUseRegistrationNo, parseRegistrationCode } from './device-codes';

type Stated = string | null | undefined;

/** The facts that have a grammar, refer to a register or must not be taken away. Null: not known. */
interface CodedFacts {
  categoryCode?: Stated;
  registrationCode?: Stated;
  deviceCode?: Stated;
  useRegistrationNo?: Stated;
  districtCode?: Stated;
  baseMonth?: Stated;
  lastPassedOn?: Stated;
}

/** What the facts are checked against. */
interface Known {
  unknownDistricts: ReadonlySet<string>;
  categories: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD` */
  today: string;
}

/** One spelling of every code: half-width, upper case, no blanks around. */
export function normaliseFacts<F extends CodedFacts>(facts: F): F {
  const { registrationCode, deviceCode, useRegistrationNo } = facts;
  return {
    ...facts,
    ...(registrationCode && { registrationCode: normaliseCode(registrationCode) }),
    ...(deviceCode && { deviceCode: normaliseCode(deviceCode) }),
    ...(useRegistrationNo && { useRegistrationNo: normaliseUseRegistrationNo(useRegistrationNo) }),
  };
}

/** The district codes that the facts mention, to be looked up before {@link checkFacts}. */
export function districtsOf({ districtCode, registrationCode }: CodedFacts): string[] {
  return [districtCode, registrationCode?.slice(4, 10)].filter((code) => typeof code === 'string');
}

/** What is wrong with normalised facts; empty when nothing is. */
export function checkFacts(facts: CodedFacts, known: Known): FieldError[] {
  return [...checkCategory(facts, known), ...checkCodes(facts, known), ...checkDates(facts, known.today)];
}

function checkCategory({ categoryCode }: CodedFacts, { categories }: Known): FieldError[] {
  return categoryCode && !categories.has(categoryCode)
    ? [{ pointer: '/categoryCode', code: 'field.unknown_category' }]
    : [];
}

function checkCodes(
  { registrationCode, deviceCode, districtCode }: CodedFacts,
  { unknownDistricts }: Known,
): FieldError[] {
  const errors: FieldError[] = [];
  if (registrationCode) {
    const parsed = parseRegistrationCode(registrationCode);
    if (typeof parsed === 'string') errors.push({ pointer: '/registrationCode', code: 'field.bad_registration_code' });
    else if (unknownDistricts.has(parsed.districtCode)) {
      errors.push({ pointer: '/registrationCode', code: 'field.unknown_district' });
    }
  }
  if (deviceCode && !isDeviceCode(deviceCode)) errors.push({ pointer: '/deviceCode', code: 'field.bad_device_code' });
  if (districtCode && unknownDistricts.has(districtCode)) {
    errors.push({ pointer: '/districtCode', code: 'field.unknown_district' });
  }
  return errors;
}

function checkDates({ baseMonth, lastPassedOn }: CodedFacts, today: string): FieldError[] {
  const errors: FieldError[] = [];
  if (baseMonth && baseMonth > today.slice(0, 7)) errors.push({ pointer: '/baseMonth', code: 'field.too_large' });
  if (lastPassedOn && lastPassedOn > today) errors.push({ pointer: '/lastPassedOn', code: 'field.too_large' });
  return errors;
}

function normaliseCode(raw: string): string {
  return raw.normalize('NFKC').trim().toUpperCase();
}
