import { administers, type Person } from '../actor';
import type { MembershipParty } from './membership.workflow';

interface Belonging {
  readonly userId: string;
  readonly organisationId: string;
}

/** A membership is the affair of the person and of those who keep the list of the organisation's people. */
export function canSee(person: Person, membership: Belonging): boolean {
  if (person.userId === membership.userId || administers(person, membership.organisationId)) return true;
  return person.organisationId === membership.organisationId && person.roles.has('org_clerk');
}

export function partiesOf(person: Person, { userId, organisationId }: Belonging): Set<MembershipParty> {
  const parties = new Set<MembershipParty>();
  if (person.userId === userId) parties.add('member');
  if (administers(person, organisationId)) parties.add('administrator');
  return parties;
}
