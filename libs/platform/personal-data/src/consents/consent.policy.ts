import type { Actor } from '@nqi/platform/identity';
import type { ConsentParty } from './consent.workflow';

/** A consent is between the person and the platform's records; nobody else reads it. */
export function canSee(actor: Actor, { userId }: { readonly userId: string }): boolean {
  return actor.userId === userId;
}

export function partiesOf(actor: Actor, { userId }: { readonly userId: string }): Set<ConsentParty> {
  return new Set(actor.userId === userId ? (['person'] as const) : []);
}
