import type { Actor } from '../actor';
import type { UserParty } from './user.workflow';

/** Accounts as such are the affair of those who guard them; colleagues see memberships. */
export function canSee(actor: Actor): boolean {
  return actor.roles.has('security_admin');
}

/** What the actor is to this account. Nobody locks the own door, or opens it. */
export function partiesOf(actor: Actor, user: { readonly id: string }): Set<UserParty> {
  return new Set(canSee(actor) && user.id !== actor.userId ? (['security_admin'] as const) : []);
}
