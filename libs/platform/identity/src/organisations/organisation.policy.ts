import { administers, type Person } from '../actor';
import type { OrganisationParty, OrganisationState } from './organisation.workflow';

/** What decides who sees an organisation. */
export interface Listed {
  readonly id: string;
  readonly state: OrganisationState;
}

/** Those for whom a name without a speaker is of use: who inspects its devices, supervises or runs the city. */
export const UNCLAIMED_READERS = ['operator', 'regulator', 'org_clerk', 'org_admin', 'inspector'] as const;

export function seesUnclaimed({ roles }: Person): boolean {
  return UNCLAIMED_READERS.some((role) => roles.has(role));
}

/** Names and codes of organisations are public register facts; what somebody else's import named is not in the directory. */
export function canSee(person: Person, { state }: Listed): boolean {
  return state !== 'unclaimed' || seesUnclaimed(person);
}

/** Whether a person also reads the evidence, the reasons and the timeline. */
export function readsAll(person: Person, { id }: Listed): boolean {
  return person.roles.has('operator') || administers(person, id);
}

/** That a reviewer is no member of it, now or before, is the service's rule. */
export function partiesOf(person: Person, { id }: Listed): Set<OrganisationParty> {
  const parties = new Set<OrganisationParty>();
  if (administers(person, id)) parties.add('administrator');
  if (person.roles.has('operator') && person.organisationId !== id) parties.add('reviewer');
  return parties;
}
