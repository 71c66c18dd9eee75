import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { PaymentsModule } from '@nqi/platform/payments';
import { RatingsModule } from '@nqi/platform/ratings';
import { ReportsModule } from '@nqi/platform/reports';
import { ElevatorRegistration } from './devices/elevator-registration';
import { Elevator } from './devices/elevator.entity';
import { ElevatorService } from './devices/elevator.service';
import { FeeService } from './fees/fee.service';
import { FilingFeeKind } from './fees/filing-fee.kind';
import { FilingBatch } from './filings/filing-batch.entity';
import { FilingBatchService } from './filings/filing-batch.service';
import { FilingEntry } from './filings/filing-entry';
import { FilingTransitions } from './filings/filing-transitions';
import { Filing } from './filings/filing.entity';
import { FilingService } from './filings/filing.service';
import { InspectionReportKind } from './reports/inspection-report.kind';
import { ReportContent } from './reports/report-content';
import { ElevatorRules } from './rules/elevator-rules';
import { VisitService } from './visits/visit.service';

const devices = [ElevatorRules, ElevatorService, ElevatorRegistration];
const filings = [FilingTransitions, FilingEntry, FilingService, FilingBatchService, FeeService, VisitService];

/** 特种设备(电梯)报检, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Elevator, Filing, FilingBatch]),
    IdentityModule,
    PaymentsModule,
    RatingsModule,
    ReportsModule,
  ],
  providers: [...devices, ...filings, ReportContent, FilingFeeKind, InspectionReportKind],
  exports: [...devices, ...filings, RatingsModule],
})
export class ElevatorsModule {}
