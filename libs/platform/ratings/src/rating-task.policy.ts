import type { Actor } from '@nqi/platform/identity';
import type { RatingTaskParty } from './rating-task.workflow';

type Rated = { readonly organisationId: string };

/** The rated organisation and the operators. */
export function canSee(actor: Actor, { organisationId }: Rated): boolean {
  return actor.organisationId === organisationId || actor.roles.has('operator');
}

/** What the actor is to a task. */
export function partiesOf(actor: Actor, { organisationId }: Rated): Set<RatingTaskParty> {
  const parties = new Set<RatingTaskParty>();
  const answers = ['org_admin', 'org_clerk', 'ent_admin', 'operator'] as const;
  const isRated = actor.organisationId === organisationId;
  if (isRated && answers.some((role) => actor.roles.has(role))) parties.add('provider');
  if (actor.roles.has('operator')) parties.add('operator');
  return parties;
}
