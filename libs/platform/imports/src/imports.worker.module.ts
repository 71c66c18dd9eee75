import { Module } from '@nestjs/common';
import { ImportChunks } from './import-chunks';
import { ImportRows } from './import-rows';
import { ImportFilesSweep } from './import-files.sweep';
import { ImportRun } from './import-run';
import { ImportsModule } from './imports.module';
import { SheetImportProcessor } from './sheet-import.processor';

@Module({
  imports: [ImportsModule],
  providers: [SheetImportProcessor, ImportRun, ImportChunks, ImportRows, ImportFilesSweep],
})
export class ImportsWorkerModule {}
