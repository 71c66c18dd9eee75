import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '@nqi/platform/attachments';
import { registering } from '@nqi/platform/imports';
import { PaymentsModule } from '@nqi/platform/payments';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { RatingsModule } from '@nqi/platform/ratings';
import { ReportsModule } from '@nqi/platform/reports';
import { DevicesModule } from './devices/devices.module';
import { FeeService } from './fees/fee.service';
import { FilingFeeKind } from './fees/filing-fee.kind';
import { FilingBatch } from './filings/filing-batch.entity';
import { FilingBatchService } from './filings/filing-batch.service';
import { FilingEntryService } from './filings/filing-entry.service';
import { Filing } from './filings/filing.entity';
import { filingImport } from './filings/filing-import.kind';
import { FilingImportService } from './filings/filing-import.service';
import { FilingLife } from './filings/filing.life';
import { FilingContactKind } from './filings/filing-contact.kind';
import { FilingNotices } from './filings/filing-notices.kind';
import { FilingService } from './filings/filing.service';
import { InspectionReportKind } from './reports/inspection-report.kind';
import { ReportContentService } from './reports/report-content.service';
import { VisitService } from './visits/visit.service';

const filings = [FilingLife, FilingEntryService, FilingService, FilingBatchService, FeeService, VisitService];
const kinds = [FilingFeeKind, FilingContactKind, registering(filingImport), InspectionReportKind];
const platform = [AttachmentsModule, PaymentsModule, PersonalDataModule, RatingsModule, ReportsModule];

/** 特种设备(电梯)报检, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Filing, FilingBatch]), DevicesModule, FilingNotices, ...platform],
  providers: [...filings, ReportContentService, FilingImportService, ...kinds],
  exports: [...filings, DevicesModule, PersonalDataModule, RatingsModule],
})
export class ElevatorsModule {}
