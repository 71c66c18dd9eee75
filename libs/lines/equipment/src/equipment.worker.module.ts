import { Module } from '@nestjs/common';
import { OverdueSweep } from './bookings/overdue.sweep';
import { EquipmentModule } from './equipment.module';

@Module({ imports: [EquipmentModule], providers: [OverdueSweep] })
export class EquipmentWorkerModule {}
