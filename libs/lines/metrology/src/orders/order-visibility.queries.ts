import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { Conditions } from '@nqi/shared/http';

/**
 * The SQL twin of the policies' `canSee`, for a table with the sides of an order under `alias`: one way for each thing
 * that the actor's organisation is.
 * @param submitted the column that holds the order's number, null while it is a draft
 */
export function visibleTo(actor: Actor, alias: string, submitted: string): Conditions {
  const { roles, organisationId } = actor;
  const others = `${alias}.${submitted} IS NOT NULL`;
  const where = new Conditions().or(`${alias}.client_id = ?`, organisationId);
  if (roles.has('operator')) return where.or(others);
  where.or(`${alias}.laboratory_id = ? AND ${others}`, organisationId);
  for (const prefix of regulatedPrefixes(actor)) where.or(`${alias}.district_code LIKE ? || '%' AND ${others}`, prefix);
  return where;
}
