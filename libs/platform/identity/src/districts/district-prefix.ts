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
 * The prefixes of the districts that the actor supervises: the own one and those of the codes that were merged into it,
 * under which older records stand (蓬莱区 370614 also covers 370684 蓬莱市 and 370634 长岛县). Empty for anybody who is no
 * regulator. A list searches each by the index of its district.
 */
export function regulatedPrefixes(
  actor: Pick<Actor, 'roles' | 'capabilities' | 'districtCode' | 'formerDistrictCodes'>,
): readonly string[] {
  const isRegulator = actor.capabilities.has('regulator') && actor.roles.has('regulator');
  if (!isRegulator || !actor.districtCode) return [];
  return [actor.districtCode, ...(actor.formerDistrictCodes ?? [])].map(districtPrefix);
}
