import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PaymentsModule } from '@nqi/platform/payments';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { RatingsModule } from '@nqi/platform/ratings';
import { ReportsModule } from '@nqi/platform/reports';
import { BookingEntryService } from './bookings/booking-entry.service';
import { BookingContactKind } from './bookings/booking-contact.kind';
import { EquipmentBooking } from './bookings/booking.entity';
import { BookingNotices } from './bookings/booking-notices.kind';
import { BookingService } from './bookings/booking.service';
import { SlotService } from './bookings/slot.service';
import { EquipmentClosure } from './closures/closure.entity';
import { ClosureService } from './closures/closure.service';
import { DirectoryModule } from './directory/directory.module';
import { BookingFeeKind } from './fees/booking-fee.kind';
import { FeeService } from './fees/fee.service';
import { EquipmentRulesService } from './rules/equipment-rules.service';
import { StatementContentService } from './statements/statement-content.service';
import { UsageStatementKind } from './statements/usage-statement.kind';
import { UsageService } from './usage/usage.service';
import { EquipmentUsage } from './usage/usage.entity';
import { UseBeforeQueries } from './usage/use-before.queries';

const entities = [EquipmentBooking, EquipmentClosure, EquipmentUsage];
const bookings = [BookingEntryService, BookingService, SlotService, ClosureService, UsageService];
const platform = [PaymentsModule, PersonalDataModule, RatingsModule, ReportsModule];
const others = [EquipmentRulesService, UseBeforeQueries];

/** 尖端设备共享, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), DirectoryModule, ...platform, BookingNotices],
  providers: [
    ...[...bookings, ...others, FeeService],
    ...[StatementContentService, BookingFeeKind, BookingContactKind, UsageStatementKind],
  ],
  exports: [...bookings, ...others, FeeService, DirectoryModule, PersonalDataModule, RatingsModule],
})
export class EquipmentModule {}
