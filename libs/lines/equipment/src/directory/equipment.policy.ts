import type { Actor } from '@nqi/platform/identity';
import { isManager } from '../bookings/booking.policy';
import type { EquipmentState } from './equipment.entity';

interface Owned {
  readonly providerId: string;
  readonly state: EquipmentState;
}

/** The directory is open to every member of the platform; what is no longer shared is its owner's affair. */
export function canSee(actor: Actor, { providerId, state }: Owned): boolean {
  return state !== 'retired' || actor.organisationId === providerId;
}

/** Who changes the entry, its prices and its calendar. */
export function canEdit(actor: Actor, { providerId }: Pick<Owned, 'providerId'>): boolean {
  return isManager(actor, providerId);
}
