import type { Actor } from '@nqi/platform/identity';
import type { MandateParty, MandateState } from './mandate.workflow';

interface Sides {
  readonly mandatorId: string;
  readonly holderId: string;
  readonly offeredById: string;
}

/**
 * Both sides and the operators; besides them organisations that have let the holder act on the ground of it, such as the
 * institution that took a filing.
 */
export function canSee(actor: Actor, mandate: Sides, isReliedOn: boolean): boolean {
  return isSide(actor, mandate) || actor.roles.has('operator') || isReliedOn;
}

export function isSide({ organisationId }: Actor, { mandatorId, holderId }: Omit<Sides, 'offeredById'>): boolean {
  return organisationId === mandatorId || organisationId === holderId;
}

/** A mandate binds the whole organisation: its administrators give and take it. */
export function partiesOf(actor: Actor, mandate: Sides): Set<MandateParty> {
  if (!isSide(actor, mandate) || !actor.roles.has('ent_admin')) return new Set();
  return new Set([
    actor.organisationId === mandate.mandatorId ? 'mandator' : 'holder',
    actor.organisationId === mandate.offeredById ? 'offeror' : 'offeree',
  ]);
}

/** Whether the holder may act on the day `today`: the rule whose SQL is `live-mandates.ts`. */
export function isLive(
  mandate: { readonly state: MandateState; readonly validFrom: string; readonly validTo: string },
  today: string,
): boolean {
  return mandate.state === 'active' && mandate.validFrom <= today && today <= mandate.validTo;
}
