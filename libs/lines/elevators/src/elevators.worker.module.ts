import { Module } from '@nestjs/common';
import { ElevatorsModule } from './elevators.module';
import { ArchiveSweep } from './filings/archive.sweep';

@Module({ imports: [ElevatorsModule], providers: [ArchiveSweep] })
export class ElevatorsWorkerModule {}
