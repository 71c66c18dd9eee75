import { administers, type Person } from '../actor';
import type { JoinRequestParty } from './join-request.workflow';

interface Asking {
  readonly userId: string;
  readonly organisationId: string;
  readonly isClaim: boolean;
}

/** Between who asks and who decides. */
export function canSee(person: Person, request: Asking): boolean {
  return partiesOf(person, request).size > 0;
}

/** Nobody decides on the own request. */
export function partiesOf(person: Person, { userId, organisationId, isClaim }: Asking): Set<JoinRequestParty> {
  if (person.userId === userId) return new Set(['requester']);
  if (isClaim) return new Set(person.roles.has('operator') ? (['reviewer'] as const) : []);
  return new Set(administers(person, organisationId) ? (['administrator'] as const) : []);
}
