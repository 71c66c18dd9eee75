import type { Actor, Role } from '@nqi/platform/identity';
import { canSee as canSeeRecord, type Organisations } from '../visibility.policy';
import type { FilingParty } from './filing.workflow';

/** A draft is the affair of those who write it; the others see a filing once it has been submitted. */
export function canSee(
  actor: Actor,
  filing: Organisations & { readonly number: string | null },
  prefixes: readonly string[],
): boolean {
  const isWriter = [filing.userUnitId, filing.maintenanceUnitId].includes(actor.organisationId);
  return (isWriter || filing.number !== null) && canSeeRecord(actor, filing, prefixes);
}

/** What the actor is to this filing; one person may be several. */
export function partiesOf(
  actor: Actor,
  filing: Omit<Organisations, 'districtCode'> & { readonly inspectorIds: readonly string[] },
): Set<FilingParty> {
  const enterprise = actor.roles.has('ent_admin') || actor.roles.has('ent_user');
  const acts = (organisationId: string | null, role: boolean): boolean =>
    actor.organisationId === organisationId && role;
  const works = (role: Role): boolean => acts(filing.institutionId, actor.roles.has(role));
  const isOneOf: Record<FilingParty, boolean> = {
    use_unit: acts(filing.userUnitId, enterprise),
    maintenance_unit: acts(filing.maintenanceUnitId, enterprise),
    institution_clerk: works('org_clerk'),
    institution_finance: works('finance'),
    institution_admin: works('org_admin'),
    inspector: works('inspector') && filing.inspectorIds.includes(actor.userId),
    system: false,
  };
  return new Set((Object.keys(isOneOf) as FilingParty[]).filter((party) => isOneOf[party]));
}
