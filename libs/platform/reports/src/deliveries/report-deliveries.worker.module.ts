import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports.module';
import { DeliveredFiles } from './delivered-files';
import { ReportDeliveriesModule } from './report-deliveries.module';
import { ReportMailKind } from './report-mail.kind';
import { ReportMailSweep } from './report-mail.sweep';

/** Mails reports. */
@Module({
  imports: [ReportsModule, ReportDeliveriesModule],
  providers: [ReportMailKind, ReportMailSweep, DeliveredFiles],
})
export class ReportDeliveriesWorkerModule {}
