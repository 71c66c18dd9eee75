import type { FieldError } from '@nqi/shared/errors';
import { isDeviceCode, normaliseCode, normaliseUseRegistrationNo, parseRegistrationCode } from './device-codes';

type Stated = string | null | undefined;

/** The facts that have a grammar, refer to a register or must not be taken away. Null: not known. */
interface CodedFacts {
  categoryCode?: Stated;
  registrationCode?: Stated;
  deviceCode?: Stated;
  useRegistrationNo?: Stated;
  internalNo?: Stated;
  districtCode?: Stated;
  baseMonth?: Stated;
  lastPassedOn?: Stated;
  lastSelfTestedOn?: Stated;
  governorCalibratedOn?: Stated;
  brakeTestedOn?: Stated;
}

/** What the facts are checked against. */
interface Known {
  unknownDistricts: ReadonlySet<string>;
  categories: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD` */
  today: string;
}

/** One spelling of every code: half-width, upper case, no blanks around; the unit's own number only without the blanks. */
export function normaliseFacts<F extends CodedFacts>(facts: F): F {
  const { registrationCode, deviceCode, useRegistrationNo, internalNo } = facts;
  return {
    ...facts,
    ...(registrationCode && { registrationCode: normaliseCode(registrationCode) }),
    ...(deviceCode && { deviceCode: normaliseCode(deviceCode) }),
    ...(useRegistrationNo && { useRegistrationNo: normaliseUseRegistrationNo(useRegistrationNo) }),
    ...(internalNo && { internalNo: internalNo.trim() }),
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

/** An empty code is a wrong one, not an unknown one: two devices cannot share it. */
function checkCodes(facts: CodedFacts, { unknownDistricts }: Known): FieldError[] {
  const { registrationCode, deviceCode, useRegistrationNo, districtCode } = facts;
  const problems: [keyof CodedFacts, string | null][] = [
    ['registrationCode', isStated(registrationCode) ? registrationProblem(registrationCode, unknownDistricts) : null],
    ['deviceCode', isStated(deviceCode) && !isDeviceCode(deviceCode) ? 'field.bad_device_code' : null],
    ['useRegistrationNo', useRegistrationNo === '' ? 'field.bad_use_registration_no' : null],
    ['districtCode', isStated(districtCode) && unknownDistricts.has(districtCode) ? 'field.unknown_district' : null],
  ];
  return problems.flatMap(([field, code]) => (code ? [{ pointer: `/${field}`, code }] : []));
}

function registrationProblem(code: string, unknownDistricts: ReadonlySet<string>): string | null {
  const parsed = parseRegistrationCode(code);
  if (typeof parsed === 'string') return 'field.bad_registration_code';
  return unknownDistricts.has(parsed.districtCode) ? 'field.unknown_district' : null;
}

function isStated(fact: Stated): fact is string {
  return typeof fact === 'string';
}

/** Days that cannot lie in the future. */
const PAST = ['lastPassedOn', 'lastSelfTestedOn', 'governorCalibratedOn', 'brakeTestedOn'] as const;

function checkDates(facts: CodedFacts, today: string): FieldError[] {
  const wrong: (keyof CodedFacts)[] = PAST.filter((field) => (facts[field] ?? '') > today);
  if ((facts.baseMonth ?? '') > today.slice(0, 7)) wrong.unshift('baseMonth');
  return wrong.map((field) => ({ pointer: `/${field}`, code: 'field.too_large' }));
}

/** Whether a device is named by at least one of its codes. */
export function isIdentified({ registrationCode, deviceCode, useRegistrationNo, internalNo }: CodedFacts): boolean {
  return [registrationCode, deviceCode, useRegistrationNo, internalNo].some(Boolean);
}
