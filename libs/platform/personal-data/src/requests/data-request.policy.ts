import type { Actor } from '@nqi/platform/identity';
import type { DataRequestParty } from './data-request.workflow';

/** A request is between the person and the platform. */
export function canSee(actor: Actor, { userId }: { readonly userId: string }): boolean {
  return actor.userId === userId || actor.roles.has('operator');
}

/** Nobody decides the own request. */
export function partiesOf(actor: Actor, { userId }: { readonly userId: string }): Set<DataRequestParty> {
  if (actor.userId === userId) return new Set(['person']);
  return new Set(actor.roles.has('operator') ? (['operator'] as const) : []);
}
