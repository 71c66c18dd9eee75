import type { Actor } from '@nqi/platform/identity';
import { partiesOf as partiesToOrder } from '../payment-order.policy';
import type { PaymentRefundParty } from './payment-refund.workflow';

type Sides = { readonly payerId: string; readonly payeeId: string; readonly requestedById: string };

/** What the actor is to a refund: what it is to the order, and whether it asked. */
export function partiesOf(actor: Actor, refund: Sides): Set<PaymentRefundParty> {
  const parties = new Set<PaymentRefundParty>();
  for (const party of partiesToOrder(actor, refund)) if (party !== 'system') parties.add(party);
  if (parties.size > 0 && actor.userId === refund.requestedById) parties.add('requester');
  return parties;
}
