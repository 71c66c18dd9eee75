import type { Actor } from '@nqi/platform/identity';
import type { ReportParty, ReportState } from './report.workflow';

type Access = {
  readonly institutionId: string;
  readonly viewerIds: readonly string[];
  readonly districtCode: string | null;
  readonly state: ReportState;
};

/**
 * The institution always; its clients, whom they let receive reports, and the regulator of the district once the report is
 * issued.
 * @param isMandated whether the actor holds a mandate to receive reports today
 */
export function canSee(actor: Actor, report: Access, prefixes: readonly string[], isMandated = false): boolean {
  if (actor.organisationId === report.institutionId) return true;
  const isClient = isMandated || report.viewerIds.includes(actor.organisationId);
  return report.state === 'issued' && (isClient || isIn(report.districtCode, prefixes));
}

function isIn(districtCode: string | null, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => districtCode?.startsWith(prefix));
}

/** What the actor is to this report; that checker and signatory are other people than the author is the service's rule. */
export function partiesOf(actor: Actor, report: Pick<Access, 'institutionId'>): Set<ReportParty> {
  const parties = new Set<ReportParty>();
  if (actor.organisationId !== report.institutionId) return parties;
  if (actor.roles.has('inspector')) parties.add('author');
  if (actor.roles.has('checker')) parties.add('checker');
  if (actor.roles.has('signatory')) parties.add('signatory');
  return parties;
}
