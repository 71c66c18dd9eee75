import type { Actor } from '@nqi/platform/identity';
import { isManager } from '../bookings/booking.policy';
import type { ClosureParty } from './closure.workflow';

/** Who wants to book must know when it is closed. */
export function canSee(): boolean {
  return true;
}

export function partiesOf(actor: Actor, { providerId }: { readonly providerId: string }): Set<ClosureParty> {
  return new Set<ClosureParty>(isManager(actor, providerId) ? ['manager'] : []);
}
