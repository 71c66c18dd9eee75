import { type Fraction, inches, multiply, plainNumber, toDecimal } from '@nqi/shared/units';

/** A line of the register, by column. */
export type RegisterLine = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

/** The columns that are read; a register without one of them is another kind of file. */
export const COLUMNS = [
  'location_name',
  'location_address',
  'registration_number',
  'certificate_expiration_date',
  'equipment_type',
  'equipment_capacity',
  'equipment_speed',
  'equipment_travel',
] as const;

/** A device as it is registered through the api; what the register does not know is absent. */
export interface DeviceRow {
  internalNo?: string;
  siteName?: string;
  address?: string;
  categoryCode?: string;
  ratedLoadKg?: string;
  ratedSpeedMs?: string;
  liftHeightM?: string;
  baseMonth?: string;
}

/** Why a line is not registered, and the text that is the reason. */
export interface Refusal {
  reason: string;
  value: string;
}

/** Exact by definition: the pound (1959) in kg, the foot in m. */
const KG_PER_POUND: Fraction = [45_359_237n, 100_000_000n];
const MS_PER_FOOT_A_MINUTE: Fraction = [3_048n, 600_000n];
const M_PER_INCH: Fraction = [254n, 10_000n];

/**
 * The catalogue's code 设备品种 for a type of drive. The register says how a lift is driven, never whether it carries
 * people or goods; a lift in a public register of buildings is taken for a passenger lift, which the institution can
 * correct. All other types stay without a category, because a wrong one means a wrong fee and a wrong checklist:
 * - drum (DB, DO) and chain (C): positive drive, for which the catalogue knows goods lifts only (3130);
 * - screw (S), rack and pinion (R&P), belt (B), hand (H): no such drive in the catalogue;
 * - vertical lift (VL), incline lift (IL), stairway chair lift (SCL): accessibility lifts, no elevators there;
 * - other (O).
 */
const CATEGORIES: Readonly<Record<string, string>> = {
  TO: '3110', // traction overhead
  TB: '3110', // traction basement
  MRL: '3110', // machine room-less: traction in nearly all makes
  E: '3110', // electric: in the American code the opposite of hydraulic
  HB: '3210', // hydraulic basement
  HO: '3210', // hydraulic overhead
  RH: '3210', // roped hydraulic
};

/**
 * Turns a line into a row of the api. Blanks are left out; what cannot be read refuses the line, because a device with
 * half of its facts would look complete.
 */
export function toDeviceRow(line: RegisterLine): { row: DeviceRow } | { refusal: Refusal } {
  const values = {
    baseMonth: read(line, 'certificate_expiration_date', baseMonthOf),
    ratedLoadKg: read(line, 'equipment_capacity', kilogramsOf),
    ratedSpeedMs: read(line, 'equipment_speed', metresASecondOf),
    liftHeightM: read(line, 'equipment_travel', metresOf),
  };
  const refusal = Object.values(values).find((value) => typeof value === 'object');
  if (refusal) return { refusal };
  const row = {
    internalNo: line.registration_number,
    siteName: line.location_name,
    address: line.location_address,
    categoryCode: categoryOf(line.equipment_type ?? ''),
    ...(values as Record<keyof typeof values, string | undefined>),
  };
  return { row: Object.fromEntries(Object.entries(row).filter(([, value]) => value)) };
}

/** @returns undefined for a blank, a refusal for what the reader cannot read */
function read(
  line: RegisterLine,
  column: (typeof COLUMNS)[number],
  reader: (text: string) => string | undefined | null,
): string | undefined | Refusal {
  const text = line[column]?.trim() ?? '';
  if (text === '') return undefined;
  const value = reader(text);
  return value === null ? { reason: `${column} cannot be read`, value: text } : value;
}

/** `Traction Overhead (TO)` */
function categoryOf(type: string): string | undefined {
  return CATEGORIES[/\(([^)]*)\)\s*$/.exec(type)?.[1] ?? ''];
}

/**
 * A certificate runs out in the month in which the next inspection is due. The year after the base month is an
 * inspection year in every edition of the schedule, so the base month is the same month of the year before.
 */
export function baseMonthOf(date: string): string | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.exec(date) ?? [];
  return year && month ? `${String(Number(year) - 1).padStart(4, '0')}-${month}` : null;
}

/** Pounds, with or without saying so: `3500`, `750LBS`. */
export function kilogramsOf(text: string): string | undefined | null {
  const pounds = plainNumber(text, /^(.+?)\s*(?:lbs?\.?)?$/i);
  return pounds && measure(multiply(pounds, KG_PER_POUND), 2);
}

/** Feet a minute, with or without saying so: `350`, `25 fpm`. */
export function metresASecondOf(text: string): string | undefined | null {
  const feetAMinute = plainNumber(text, /^(.+?)\s*(?:fpm)?$/i);
  return feetAMinute && measure(multiply(feetAMinute, MS_PER_FOOT_A_MINUTE), 3);
}

/** Feet and inches in any of the spellings that {@link inches} reads. */
export function metresOf(text: string): string | undefined | null {
  const length = inches(text);
  return length && measure(multiply(length, M_PER_INCH), 2);
}

/** Nothing lifts 0 kg, moves at 0 m/s or travels 0 m: zero says that nobody entered the figure. */
function measure(value: Fraction, places: number): string | undefined {
  return value[0] === 0n ? undefined : toDecimal(value, places);
}
