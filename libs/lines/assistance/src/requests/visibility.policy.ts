import type { Actor } from '@nqi/platform/identity';
import type { HelpType } from './help-request-facts';
import type { HelpRequestState } from './help-request.workflow';

/** What decides who sees a request and who is what to it. */
export interface Involved {
  /** Given at submission. */
  readonly number: string | null;
  readonly state: HelpRequestState;
  readonly type: HelpType;
  readonly isPublic: boolean;
  readonly isAnonymous: boolean;
  readonly requesterOrganisationId: string;
  readonly districtCode: string | null;
  /** The people who serve it now, or served it to its end. */
  readonly assigneeIds: readonly string[];
  readonly resolvedAt: Date | null;
}

/** Regulators see what may concern safety or a wrong done, not who asks for advice. */
export const SUPERVISED: readonly HelpType[] = ['urgent', 'complaint'];
/** Where active experts see public requests: until somebody starts to serve them. */
export const OFFERED: readonly HelpRequestState[] = ['open', 'assigned'];
/** Where every member reads a public question with its accepted answer. */
export const SETTLED: readonly HelpRequestState[] = ['resolved', 'closed'];

export const isOwn = (actor: Actor, request: Involved): boolean =>
  actor.organisationId === request.requesterOrganisationId;
export const isAssignee = (actor: Actor, request: Involved): boolean =>
  actor.roles.has('expert') && request.assigneeIds.includes(actor.userId);
/** A draft is the affair of those who write it. */
export const isOperator = (actor: Actor, request: Involved): boolean =>
  actor.roles.has('operator') && request.number !== null;

/** Who asks, who serves and who runs the platform: they read all of it and talk with each other. */
export function takesPart(actor: Actor, request: Involved): boolean {
  return isOwn(actor, request) || isAssignee(actor, request) || isOperator(actor, request);
}

/** @param prefixes of the districts that the actor supervises */
export function canSee(actor: Actor, request: Involved, prefixes: readonly string[]): boolean {
  if (takesPart(actor, request) || isSupervised(request, prefixes)) return true;
  if (!request.isPublic) return false;
  const isOffered = actor.roles.has('expert') && OFFERED.includes(request.state);
  return isOffered || (SETTLED.includes(request.state) && request.resolvedAt !== null);
}

function isSupervised({ number, type, districtCode }: Involved, prefixes: readonly string[]): boolean {
  if (number === null || !SUPERVISED.includes(type)) return false;
  return prefixes.some((prefix) => districtCode?.startsWith(prefix));
}
