import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { CalendarService } from '../calendar/calendar.service';
import { OccupancyService } from '../calendar/occupancy.service';
import { RefusalService } from '../calendar/refusal.service';
import { EquipmentCapability } from '../capabilities/capability.entity';
import { CapabilityService } from '../capabilities/capability.service';
import { EquipmentTariff } from '../tariffs/tariff.entity';
import { TariffService } from '../tariffs/tariff.service';
import { EquipmentSearch } from './equipment-search.kind';
import { EquipmentDueKind } from './equipment-due.kind';
import { Equipment } from './equipment.entity';
import { EquipmentService } from './equipment.service';

const services = [
  ...[EquipmentService, CapabilityService, TariffService],
  ...[OccupancyService, RefusalService, CalendarService],
];

/** What can be booked, what it can do and costs, and what is taken of it. */
@Module({
  imports: [TypeOrmModule.forFeature([Equipment, EquipmentCapability, EquipmentTariff]), DuesModule, EquipmentSearch],
  providers: [...services, EquipmentDueKind],
  exports: services,
})
export class DirectoryModule {}
