import type { Actor } from '@nqi/platform/identity';
import type { ExpertParty, ExpertState } from './expert.workflow';

/** What decides who sees a profile. */
export interface Profile {
  readonly userId: string;
  readonly state: ExpertState;
}

/** The directory of active experts is for every member; what is not active is between the person and the platform. */
export function canSee(actor: Actor, expert: Profile): boolean {
  return expert.state === 'active' || readsAll(actor, expert);
}

/** Whether the actor also reads what the directory leaves out: avoided organisations and the review. */
export function readsAll(actor: Actor, expert: Profile): boolean {
  return expert.userId === actor.userId || actor.roles.has('operator');
}

/** What the actor is to this profile. Nobody reviews the own one. */
export function partiesOf(actor: Actor, expert: Profile): Set<ExpertParty> {
  if (expert.userId === actor.userId) return new Set(['expert']);
  return new Set(actor.roles.has('operator') ? (['operator'] as const) : []);
}
