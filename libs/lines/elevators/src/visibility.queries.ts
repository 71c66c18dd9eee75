import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { Conditions } from '@nqi/shared/http';

/**
 * The SQL twin of the policy's `canSee`, for a table with the columns of the organisations under `alias`: one way for
 * each thing that the actor's organisation is.
 * @param others a condition under which others than user unit and contractor see a row
 */
export function visibleTo(actor: Actor, alias: string, others = 'true'): Conditions {
  const { roles, capabilities, organisationId } = actor;
  if (roles.has('operator')) return new Conditions().or(others);
  const where = new Conditions();
  if (capabilities.has('user_unit')) where.or(`${alias}.user_unit_id = ?`, organisationId);
  if (capabilities.has('maintenance_unit')) where.or(`${alias}.maintenance_unit_id = ?`, organisationId);
  if (capabilities.has('institution')) where.or(`${alias}.institution_id = ? AND ${others}`, organisationId);
  for (const prefix of regulatedPrefixes(actor)) where.or(`${alias}.district_code LIKE ? || '%' AND ${others}`, prefix);
  return where.alternatives.length > 0 ? where : where.add('false');
}
