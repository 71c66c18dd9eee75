import { Module } from '@nestjs/common';
import { DataExportProcessor } from './exports/data-export.processor';
import { ExportExpirySweep } from './exports/export-expiry.sweep';
import { ExportRun } from './exports/export-run';
import { PersonalDataModule } from './personal-data.module';
import { ErasureSweep } from './requests/erasure.sweep';

@Module({
  imports: [PersonalDataModule],
  providers: [DataExportProcessor, ExportRun, ExportExpirySweep, ErasureSweep],
})
export class PersonalDataWorkerModule {}
