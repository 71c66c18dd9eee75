import { Module } from '@nestjs/common';
import { BookingContactController } from './bookings/booking-contact.controller';
import { BookingDecisionController } from './bookings/booking-decision.controller';
import { BookingRatingController } from './bookings/booking-rating.controller';
import { BookingController } from './bookings/booking.controller';
import { BookingQueries } from './bookings/booking.queries';
import { AvailabilityController } from './calendar/availability.controller';
import { AvailabilityQueries } from './calendar/availability.queries';
import { EquipmentCapabilityController } from './capabilities/capability.controller';
import { CapabilityQueries } from './capabilities/capability.queries';
import { ClosureController } from './closures/closure.controller';
import { ClosureQueries } from './closures/closure.queries';
import { EquipmentController } from './directory/equipment.controller';
import { EquipmentQueries } from './directory/equipment.queries';
import { EquipmentModule } from './equipment.module';
import { BookingUseController } from './usage/booking-use.controller';
import { UsageController } from './usage/usage.controller';
import { UsageQueries } from './usage/usage.queries';

@Module({
  imports: [EquipmentModule],
  controllers: [
    ...[EquipmentController, AvailabilityController, EquipmentCapabilityController, ClosureController, UsageController],
    ...[BookingController, BookingDecisionController, BookingUseController, BookingRatingController],
    BookingContactController,
  ],
  providers: [EquipmentQueries, AvailabilityQueries, CapabilityQueries, ClosureQueries, BookingQueries, UsageQueries],
})
export class EquipmentHttpModule {}
