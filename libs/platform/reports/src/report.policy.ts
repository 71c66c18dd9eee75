import type { Actor } from '@nqi/platform/identity';
import type { ReportParty } from './report.workflow';

type Access = {
  readonly institutionId: string;
  readonly viewerIds: readonly string[];
  readonly districtCode: string | null;
  readonly issuedAt: Date | null;
};

/**
 * The institution always; its clients, whom they let receive reports, and the regulator of the district once the report was
 * issued, whatever became of it since.
 * @param isMandated whether the actor holds a mandate to receive reports today
 */
export function canSee(actor: Actor, report: Access, prefixes: readonly string[], isMandated = false): boolean {
  if (actor.organisationId === report.institutionId) return true;
  const isClient = isMandated || report.viewerIds.includes(actor.organisationId);
  return report.issuedAt !== null && (isClient || isIn(report.districtCode, prefixes));
}

export function isIn(districtCode: string | null, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => districtCode?.startsWith(prefix));
}

/** What the actor is to this report; who of them must be other people than who is the service's rule. */
export function partiesOf(
  actor: Actor,
  { institutionId, replacesId }: { readonly institutionId: string; readonly replacesId: string | null },
): Set<ReportParty> {
  const parties = new Set<ReportParty>();
  if (actor.organisationId !== institutionId) return parties;
  if (actor.roles.has('inspector')) parties.add('author');
  if (actor.roles.has('checker')) parties.add('checker');
  if (actor.roles.has('signatory')) parties.add('signatory');
  if (actor.roles.has('signatory') && replacesId !== null) parties.add('amender');
  return parties;
}
