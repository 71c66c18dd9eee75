import type { Actor } from '@nqi/platform/identity';

/** The provider whose record it is, the organisation that used, and the operators who evaluate sharing. */
export function canSee(actor: Actor, usage: { readonly providerId: string; readonly organisationId: string }): boolean {
  return [usage.providerId, usage.organisationId].includes(actor.organisationId) || actor.roles.has('operator');
}
