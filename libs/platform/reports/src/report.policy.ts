import type { Actor } from '@nqi/platform/identity';
import type { ReportParty, ReportState } from './report.workflow';

type Access = {
  readonly institutionId: string;
  readonly viewerIds: readonly string[];
  readonly districtCode: string | null;
  readonly state: ReportState;
};

/** The institution always; its clients and the regulator of the district once the report is issued. */
export function canSee(actor: Actor, report: Access, prefixes: readonly string[]): boolean {
  if (actor.organisationId === report.institutionId) return true;
  if (report.state !== 'issued') return false;
  if (report.viewerIds.includes(actor.organisationId)) return true;
  return prefixes.some((prefix) => report.districtCode?.startsWith(prefix));
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
