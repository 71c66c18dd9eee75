import type { Actor, Role } from '@nqi/platform/identity';

const KEEPERS: readonly Role[] = ['ent_admin', 'org_admin', 'org_clerk'];
const ADMINS: readonly Role[] = ['ent_admin', 'org_admin'];

/** A person as others come by: who, and in which organisations. */
export interface Known {
  readonly id: string;
  readonly organisationIds: readonly string[];
}

/** A person is seen by themselves, by those who keep the people of their organisation, and by the platform. */
export function canSee(actor: Actor, person: Known): boolean {
  return actor.userId === person.id || actor.roles.has('operator') || worksAs(actor, person, KEEPERS);
}

/** Numbers in full are for the administrators of their organisation and for the platform, who say why. */
export function canUnmask(actor: Actor, person: Known): boolean {
  return actor.roles.has('operator') || worksAs(actor, person, ADMINS);
}

function worksAs(actor: Actor, { organisationIds }: Known, roles: readonly Role[]): boolean {
  return organisationIds.includes(actor.organisationId) && roles.some((role) => actor.roles.has(role));
}
