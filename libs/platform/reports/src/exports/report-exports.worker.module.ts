import { Module } from '@nestjs/common';
import { MandatesModule } from '@nqi/platform/mandates';
import { ReportQueries } from '../report.queries';
import { ReportsModule } from '../reports.module';
import { ExportContents } from './export-contents';
import { ExportPacking } from './export-packing';
import { ExportRun } from './export-run';
import { ReportExportProcessor } from './report-export.processor';
import { ReportExportQueries } from './report-export.queries';
import { ReportExportsSweep } from './report-exports.sweep';
import { ReportSelection } from './report-selection';

/** Packs reports, and deletes what nobody may download any more. */
@Module({
  imports: [ReportsModule, MandatesModule],
  providers: [
    ...[ReportExportProcessor, ReportExportsSweep, ExportRun, ExportPacking, ExportContents],
    ...[ReportExportQueries, ReportSelection, ReportQueries],
  ],
})
export class ReportExportsWorkerModule {}
