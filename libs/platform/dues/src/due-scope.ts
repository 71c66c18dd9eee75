import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { covers, HELD } from '@nqi/platform/mandates';
import { Conditions } from '@nqi/shared/http';

/**
 * Dues `d` that an actor sees: those of the own organisation, those that it may settle, those over whose subject it holds
 * a live mandate, and those of the districts that it supervises; operators all but those between two parties. A way each,
 * with an index of its own.
 */
export function visibleTo(actor: Actor, today: string, betweenParties: readonly string[]): Conditions {
  const { roles, capabilities, organisationId } = actor;
  const where = new Conditions();
  if (roles.has('operator')) where.or('d.kind <> ALL(?)', betweenParties);
  where.or('d.organisation_id = ?', organisationId).or('d.institution_id = ?', organisationId);
  if (capabilities.has('maintenance_unit')) {
    const way = `d.organisation_id = m.mandator_id AND d.subject_type = m.kind AND ${covers('d.subject_id')}`;
    where.orThrough(HELD, way, organisationId, today);
  }
  for (const prefix of regulatedPrefixes(actor)) where.or(`d.district_code LIKE ? || '%'`, prefix);
  return where;
}
