import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { EquipmentBooking } from './booking.entity';
import { canSee, partiesOf } from './booking.policy';
import { type BookingEvent, type BookingParty, type BookingState, bookingWorkflow } from './booking.workflow';

/** How the platform calls a booking, as what is paid for, reported and rated. */
export const EQUIPMENT_BOOKING = 'equipment_booking';

export const bookingLife: Life<Actor, EquipmentBooking, BookingState, BookingEvent, BookingParty> = {
  workflow: bookingWorkflow,
  entity: EquipmentBooking,
  canSee,
  partiesOf,
};
