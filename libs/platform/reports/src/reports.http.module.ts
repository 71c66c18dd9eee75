import { Module } from '@nestjs/common';
import { MandatesModule } from '@nqi/platform/mandates';
import { ReportRenderingController } from './report-rendering.controller';
import { ReportController } from './report.controller';
import { ReportQueries } from './report.queries';
import { ReportsModule } from './reports.module';
import { VerificationController } from './verification.controller';

@Module({
  imports: [ReportsModule, MandatesModule],
  controllers: [ReportController, ReportRenderingController, VerificationController],
  providers: [ReportQueries],
})
export class ReportsHttpModule {}
