import { createHash } from 'node:crypto';

/**
 * A city of seven million: 13,500 user units with 118,000 devices. One property group has 5,000 of them, half of the units
 * have two.
 */
export const SEVEN_MILLION: CitySize = {
  units: [
    { count: 1, devices: 5_000 },
    { count: 6_750, devices: 2 },
    { count: 4_000, devices: 5 },
    { count: 2_000, devices: 15 },
    { count: 700, devices: 50 },
    { count: 48, devices: 295 },
    { count: 1, devices: 340 },
  ],
  contractors: 180,
};

export interface CitySize {
  /** User units, and how many devices each of them has. */
  units: readonly { count: number; devices: number }[];
  /** Who keeps the devices of the units. */
  contractors: number;
}

export const districts = [
  ...['370602', '370611', '370612', '370613', '370614', '370681', '370682', '370683', '370685', '370686', '370687'],
] as const;

/** The same value in every city: `most` values from 0, spread evenly over whatever it is asked about. */
export function chosen(what: string, index: number, most: number): number {
  const salt = salts.get(what) ?? Number.parseInt(digest(what).slice(0, 8), 16);
  salts.set(what, salt);
  return mixed(mixed(index ^ salt) + salt) % most;
}

const salts = new Map<string, number>();

/** Every bit of the number reaches every bit of the result (the finaliser of MurmurHash3). */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The same key in every city of that day: a UUIDv7 of the instant at which the record was made. */
export function cityId(what: string, index: number, madeAt: Date): string {
  const time = madeAt.getTime().toString(16).padStart(12, '0');
  const rest = digest(`${what} ${index}`);
  return [
    ...[time.slice(0, 8), time.slice(8), `7${rest.slice(0, 3)}`],
    ...[`${'89ab'[Number.parseInt(rest.slice(3, 4), 16) % 4]}${rest.slice(4, 7)}`, rest.slice(7, 19)],
  ].join('-');
}

export function daysBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * 86_400_000);
}

export function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** What nobody would guess who has not read this file. */
export function cityToken(index: number): string {
  return createHash('sha256').update(`token ${index}`).digest('base64url').slice(0, 32);
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
