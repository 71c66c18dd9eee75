import { administers, type Person } from '../actor';
import type { InvitationParty } from './invitation.workflow';

/** A person whose phone is recognised. */
export interface Invitee extends Person {
  readonly phoneKey: string;
}

interface Inviting {
  readonly organisationId: string;
  readonly phoneKey: string;
}

/** Between who invites and who is invited. */
export function canSee(person: Invitee, invitation: Inviting): boolean {
  return partiesOf(person, invitation).size > 0;
}

export function partiesOf(person: Invitee, { organisationId, phoneKey }: Inviting): Set<InvitationParty> {
  const parties = new Set<InvitationParty>();
  if (person.phoneKey === phoneKey) parties.add('invitee');
  if (administers(person, organisationId)) parties.add('administrator');
  return parties;
}
