import type { Actor } from '@nqi/platform/identity';
import type { Organisations } from '../visibility.policy';
import type { FilingParty } from './filing.workflow';

/** What the actor is to this filing; one person may be several. */
export function partiesOf(
  actor: Actor,
  filing: Omit<Organisations, 'districtCode'> & { readonly inspectorIds: readonly string[] },
): Set<FilingParty> {
  const { organisationId, roles } = actor;
  const ofInstitution = organisationId === filing.institutionId;
  const ofEnterprise = roles.has('ent_admin') || roles.has('ent_user');
  const isOneOf: Record<FilingParty, boolean> = {
    use_unit: ofEnterprise && organisationId === filing.userUnitId,
    maintenance_unit: ofEnterprise && organisationId === filing.maintenanceUnitId,
    institution_clerk: ofInstitution && roles.has('org_clerk'),
    institution_finance: ofInstitution && roles.has('finance'),
    institution_admin: ofInstitution && roles.has('org_admin'),
    inspector: ofInstitution && roles.has('inspector') && filing.inspectorIds.includes(actor.userId),
    system: false,
  };
  return new Set((Object.keys(isOneOf) as FilingParty[]).filter((party) => isOneOf[party]));
}
