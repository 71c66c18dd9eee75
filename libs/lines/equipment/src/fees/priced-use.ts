import type { EquipmentBooking } from '../bookings/booking.entity';
import type { Equipment } from '../directory/equipment.entity';
import type { EquipmentUsage } from '../usage/usage.entity';
import type { UsageFeeLine } from './usage-fee';

/** A usage record with its equipment and what it costs. */
export interface PricedUse {
  readonly usage: EquipmentUsage;
  readonly equipment: Equipment;
  readonly lines: UsageFeeLine[];
}

type Owed = Pick<EquipmentBooking, 'feeFen' | 'organisationId' | 'providerId'>;

/** Free use, and use by the provider's own people, which is settled within their house. */
export function owesNothing({ feeFen, organisationId, providerId }: Owed): boolean {
  return !feeFen || organisationId === providerId;
}
