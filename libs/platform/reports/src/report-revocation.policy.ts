import type { Actor } from '@nqi/platform/identity';
import { isIn } from './report.policy';
import type { ReportRevocationParty } from './report-revocation.workflow';

/** Those who revoke together. */
const DUTIES = ['signatory', 'org_admin'] as const;

export function dutiesOf({ roles }: Pick<Actor, 'roles'>): string[] {
  return DUTIES.filter((duty) => roles.has(duty));
}

/** Who may begin the revocation of a report. @param prefixes districts that the actor supervises */
export function beginnersOf(
  actor: Actor,
  report: { readonly institutionId: string; readonly districtCode: string | null },
  prefixes: readonly string[],
): Set<ReportRevocationParty> {
  const parties = new Set<ReportRevocationParty>();
  if (isIn(report.districtCode, prefixes)) parties.add('regulator');
  if (actor.organisationId !== report.institutionId) return parties;
  if (actor.roles.has('signatory')) parties.add('signatory');
  if (actor.roles.has('org_admin')) parties.add('administrator');
  return parties;
}

type Proposal = {
  readonly institutionId: string;
  readonly proposedById: string;
  readonly proposedAs: readonly string[];
};

/** The confirmer is another person, and the two of them are signatory and administrator. */
export function partiesOf(actor: Actor, proposal: Proposal): Set<ReportRevocationParty> {
  const parties = new Set<ReportRevocationParty>();
  if (actor.organisationId !== proposal.institutionId) return parties;
  if (actor.userId === proposal.proposedById) return parties.add('proposer');
  const own = dutiesOf(actor);
  const areBoth = DUTIES.every((duty) => own.includes(duty) || proposal.proposedAs.includes(duty));
  return own.length > 0 && areBoth ? parties.add('confirmer') : parties;
}
