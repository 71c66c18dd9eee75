import type { Actor } from '@nqi/platform/identity';
import type { BookingParty } from './booking.workflow';

/** The two sides of a booking, and whether it has left the hands of those who write it. */
export interface BookingSides {
  readonly organisationId: string;
  readonly providerId: string;
  readonly bookedById: string;
  readonly number: string | null;
}

/** The booking organisation always; provider and operators once it has been submitted. */
export function canSee(actor: Actor, { organisationId, providerId, number }: BookingSides): boolean {
  if (actor.organisationId === organisationId) return true;
  return number !== null && (actor.organisationId === providerId || actor.roles.has('operator'));
}

/** What the actor is to this booking; people of the provider who book for themselves may be both. */
export function partiesOf(
  actor: Actor,
  booking: Pick<BookingSides, 'organisationId' | 'providerId' | 'bookedById'>,
): Set<BookingParty> {
  const parties = new Set<BookingParty>();
  const { organisationId, providerId, bookedById } = booking;
  const leads = actor.roles.has('ent_admin') || actor.roles.has('org_admin');
  if (actor.organisationId === organisationId && (leads || actor.userId === bookedById)) parties.add('requester');
  if (isManager(actor, providerId)) parties.add('manager');
  return parties;
}

/** Who keeps a provider's equipment and its calendar. */
export function isManager(actor: Actor, providerId: string): boolean {
  return actor.organisationId === providerId && (actor.roles.has('org_admin') || actor.roles.has('org_clerk'));
}
