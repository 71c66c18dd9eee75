import { Module } from '@nestjs/common';
import { RenderingRun } from './rendering-run';
import { ReportRenderingProcessor } from './report-rendering.processor';
import { ReportTypesetting } from './report-typesetting';
import { ReportsModule } from './reports.module';

@Module({ imports: [ReportsModule], providers: [ReportRenderingProcessor, RenderingRun, ReportTypesetting] })
export class ReportsWorkerModule {}
