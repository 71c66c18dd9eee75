import type { Actor } from '@nqi/platform/identity';
import type { Organisations } from '../visibility.policy';

/** The user unit answers for its devices; the institution keeps the register. */
export function canEdit(actor: Actor, device: Organisations): boolean {
  return isUserUnit(actor, device) || isRegistrar(actor, device);
}

/** Who may say when the schedule starts once it has started: not the one who is bound by it. */
export function isRegistrar(actor: Actor, { institutionId }: Pick<Organisations, 'institutionId'>): boolean {
  const keepsRegister = actor.roles.has('org_clerk') || actor.roles.has('org_admin');
  return keepsRegister && actor.capabilities.has('institution') && actor.organisationId === institutionId;
}

function isUserUnit(actor: Actor, { userUnitId }: Organisations): boolean {
  return actor.organisationId === userUnitId && (actor.roles.has('ent_admin') || actor.roles.has('ent_user'));
}
