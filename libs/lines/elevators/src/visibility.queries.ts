import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import { Conditions } from '@nqi/shared/http';

/**
 * The SQL twin of the policy's `canSee`, for a table with the columns of the organisations under `alias`. One branch for
 * each thing that the actor's organisation is, so that an index answers the usual single branch in the list's order.
 */
export function visibleTo(actor: Actor, alias: string): Conditions {
  const { roles, capabilities, organisationId } = actor;
  if (roles.has('operator')) return new Conditions().add('true');
  const branches: [string, unknown][] = [];
  if (capabilities.has('user_unit')) branches.push([`${alias}.user_unit_id = ?`, organisationId]);
  if (capabilities.has('maintenance_unit')) branches.push([`${alias}.maintenance_unit_id = ?`, organisationId]);
  if (capabilities.has('institution')) branches.push([`${alias}.institution_id = ?`, organisationId]);
  const prefix = regulatedPrefix(actor);
  if (prefix !== null) branches.push([`${alias}.district_code LIKE ? || '%'`, prefix]);
  if (branches.length === 0) return new Conditions().add('false');
  return new Conditions().add(`(${branches.map(([sql]) => sql).join(' OR ')})`, ...branches.map(([, value]) => value));
}
