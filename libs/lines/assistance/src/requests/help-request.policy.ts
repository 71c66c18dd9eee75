import type { Actor } from '@nqi/platform/identity';
import type { HelpRequestParty } from './help-request.workflow';
import { type Involved, isAssignee, isOperator, isOwn, takesPart } from './visibility.policy';

/** Whether the actor may read who asks: of an anonymous request only the asking organisation and operators do. */
export function knowsRequester(actor: Actor, request: Involved): boolean {
  return !request.isAnonymous || isOwn(actor, request) || isOperator(actor, request);
}

/** Internal notes are for operators and the experts who serve the request, never for those who asked. */
export function readsInternal(actor: Actor, request: Involved): boolean {
  return takesPart(actor, request) && !isOwn(actor, request);
}

/** What the actor is to this request; one person may be several. */
export function partiesOf(actor: Actor, request: Involved): Set<HelpRequestParty> {
  const isEnterprise = actor.roles.has('ent_admin') || actor.roles.has('ent_user');
  const isServing = isAssignee(actor, request);
  const isOneOf: Record<HelpRequestParty, boolean> = {
    requester: isOwn(actor, request) && isEnterprise,
    assignee: isServing && !isOwn(actor, request),
    expert: request.isPublic && actor.roles.has('expert') && !isServing,
    operator: isOperator(actor, request),
    system: false,
  };
  return new Set((Object.keys(isOneOf) as HelpRequestParty[]).filter((party) => isOneOf[party]));
}
