import type { Actor } from '../actor';

/**
 * The leading digits that a district code (GB/T 2260, six digits) shares with all districts inside it:
 * province `370000` → `37`, city `370600` → `3706`, county-level district `370602` → itself. SQL: `LIKE prefix || '%'`.
 *
 * @throws RangeError when `code` is no district code: an empty prefix would cover the whole country.
 */
export function districtPrefix(code: string): string {
  if (!/^[1-8]\d{5}$/.test(code)) throw new RangeError(`not a district code: ${code}`);
  return code.replace(/^(..)0000$/, '$1').replace(/^(....)00$/, '$1');
}

/**
 * Whether the subject lies in the regulator's district, by code alone. A county-level regulator does not cover the codes
 * that were merged into its district: map the subject's code to the current one first (`districts.merged_into`).
 *
 * @throws RangeError when the regulator's code is no district code.
 */
export function covers(regulatorCode: string, subjectCode: string): boolean {
  return /^\d{6}$/.test(subjectCode) && subjectCode.startsWith(districtPrefix(regulatorCode));
}

/** The prefix of the districts that the actor supervises; null for anybody who is no regulator. */
export function regulatedPrefix(actor: Pick<Actor, 'roles' | 'capabilities' | 'districtCode'>): string | null {
  const isRegulator = actor.capabilities.has('regulator') && actor.roles.has('regulator');
  return isRegulator && actor.districtCode ? districtPrefix(actor.districtCode) : null;
}
