import type { Actor } from '@nqi/platform/identity';
import type { Capability } from './capability.entity';

/** What a laboratory offers is public to members; what it no longer offers is its own affair. */
export function canSee(actor: Actor, { state, laboratoryId }: Pick<Capability, 'state' | 'laboratoryId'>): boolean {
  return state === 'active' || actor.organisationId === laboratoryId;
}

/** The administrators of a laboratory state its capabilities. */
export function canEdit(actor: Actor, { laboratoryId }: Pick<Capability, 'laboratoryId'>): boolean {
  return actor.organisationId === laboratoryId && actor.roles.has('org_admin') && actor.capabilities.has('institution');
}
