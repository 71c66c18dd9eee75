import { Module } from '@nestjs/common';
import { ElevatorsModule } from './elevators.module';
import { ScheduleSweep } from './devices/schedule.sweep';
import { ArchiveSweep } from './filings/archive.sweep';

@Module({ imports: [ElevatorsModule], providers: [ArchiveSweep, ScheduleSweep] })
export class ElevatorsWorkerModule {}
