import { Module } from '@nestjs/common';
import { ElevatorsModule } from './elevators.module';
import { ScheduleSweep } from './devices/schedule.sweep';
import { ArchiveSweep } from './filings/archive.sweep';
import { FilingFormsModule } from './filings/filing-forms.module';

@Module({ imports: [ElevatorsModule, FilingFormsModule], providers: [ArchiveSweep, ScheduleSweep] })
export class ElevatorsWorkerModule {}
