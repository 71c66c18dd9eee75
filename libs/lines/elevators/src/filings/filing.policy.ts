import type { Actor, Role } from '@nqi/platform/identity';
import type { MandateScope } from '@nqi/platform/mandates';
import { type Organisations, oversees } from '../visibility.policy';
import type { FilingParty } from './filing.workflow';

type Scopes = ReadonlySet<MandateScope>;
const NONE: Scopes = new Set();

/**
 * A draft is the affair of those who write it; the others see a filing once it has been submitted. Who filed under a
 * mandate goes on seeing the filing when the mandate is over, because it made it and answers for what it wrote, but does
 * nothing more with it: that right is the mandate's. The user unit, whose duty it is (特种设备安全法 art. 40), always can.
 * @param scopes of the mandate that the actor holds over the device today
 */
export function canSee(
  actor: Actor,
  filing: Organisations & { readonly filedByOrganisationId: string; readonly number: string | null },
  prefixes: readonly string[],
  scopes = NONE,
): boolean {
  const isWriter = [filing.userUnitId, filing.filedByOrganisationId].includes(actor.organisationId);
  if (isWriter || scopes.has('file')) return true;
  return filing.number !== null && (scopes.size > 0 || oversees(actor, filing, prefixes));
}

/** What the actor is to this filing; one person may be several. */
export function partiesOf(
  actor: Actor,
  filing: Omit<Organisations, 'districtCode'> & {
    readonly filedByOrganisationId: string;
    readonly inspectorIds: readonly string[];
  },
  scopes = NONE,
): Set<FilingParty> {
  const enterprise = actor.roles.has('ent_admin') || actor.roles.has('ent_user');
  const isUseUnit = actor.organisationId === filing.userUnitId && enterprise;
  const works = (role: Role): boolean => actor.organisationId === filing.institutionId && actor.roles.has(role);
  const isOneOf: Record<FilingParty, boolean> = {
    use_unit: isUseUnit,
    mandator: isUseUnit && filing.filedByOrganisationId !== filing.userUnitId,
    maintenance_unit: enterprise && scopes.has('file'),
    institution_clerk: works('org_clerk'),
    institution_finance: works('finance'),
    institution_admin: works('org_admin'),
    inspector: works('inspector') && filing.inspectorIds.includes(actor.userId),
    system: false,
  };
  return new Set((Object.keys(isOneOf) as FilingParty[]).filter((party) => isOneOf[party]));
}
