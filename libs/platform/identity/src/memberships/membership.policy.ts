import { type Actor, administers, type Person, type Role, SEPARATE_DUTIES } from '../actor';
import type { MembershipParty } from './membership.workflow';

interface Belonging {
  readonly userId: string;
  readonly organisationId: string;
}

/** A membership is the affair of the person and of those who keep the list of the organisation's people. */
export function canSee(person: Person, membership: Belonging): boolean {
  if (person.userId === membership.userId || administers(person, membership.organisationId)) return true;
  const keepsList = person.roles.has('org_clerk') || person.roles.has('security_admin');
  return keepsList && person.organisationId === membership.organisationId;
}

export function partiesOf(person: Person, { userId, organisationId }: Belonging): Set<MembershipParty> {
  const parties = new Set<MembershipParty>();
  if (person.userId === userId) parties.add('member');
  if (administers(person, organisationId)) parties.add('administrator');
  return parties;
}

/** The duties among the roles; who holds two of them holds one too many. */
export function dutiesOf(roles: readonly Role[]): Role[] {
  return roles.filter((role) => SEPARATE_DUTIES.includes(role));
}

/**
 * Administrators staff their own organisation. The three duties are given and taken by the security administrator alone,
 * and by nobody to themselves: who grants rights neither runs the platform nor reads the audit.
 */
export function mayGive(actor: Actor, userId: string | null, before: readonly Role[], after: readonly Role[]): boolean {
  const [had, has] = [dutiesOf(before), dutiesOf(after)];
  const isSame = had.length === has.length && had.every((duty) => has.includes(duty));
  return isSame || (actor.roles.has('security_admin') && userId !== actor.userId);
}
