import type { Actor } from '@nqi/platform/identity';
import type { PaymentOrderParty } from './payment-order.workflow';

type Sides = { readonly payerId: string; readonly payeeId: string };

/** Both sides of the order, and nobody else. */
export function canSee(actor: Actor, order: Sides): boolean {
  return actor.organisationId === order.payerId || actor.organisationId === order.payeeId;
}

/** What the actor is to this order. */
export function partiesOf(actor: Actor, order: Sides): Set<PaymentOrderParty> {
  const parties = new Set<PaymentOrderParty>();
  const isPayer = actor.organisationId === order.payerId;
  const isPayee = actor.organisationId === order.payeeId;
  if (isPayer && (actor.roles.has('ent_admin') || actor.roles.has('ent_user'))) parties.add('payer');
  if (isPayee && actor.roles.has('org_clerk')) parties.add('payee_clerk');
  if (isPayee && actor.roles.has('finance')) parties.add('payee_finance');
  return parties;
}
