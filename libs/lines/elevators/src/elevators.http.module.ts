import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@nqi/platform/attachments';
import { ImportsHttpModule } from '@nqi/platform/imports';
import { ElevatorImportController } from './devices/elevator-import.controller';
import { ElevatorController } from './devices/elevator.controller';
import { ElevatorQueries } from './devices/elevator.queries';
import { ElevatorsModule } from './elevators.module';
import { FilingAttachmentsKind } from './filings/filing-attachments.kind';
import { FilingBatchController } from './filings/filing-batch.controller';
import { FilingExitController } from './filings/filing-exit.controller';
import { FilingContactController } from './filings/filing-contact.controller';
import { FilingRatingController } from './filings/filing-rating.controller';
import { FilingController } from './filings/filing.controller';
import { FilingQueries } from './filings/filing.queries';
import { VisitController } from './visits/visit.controller';

@Module({
  imports: [ElevatorsModule, AttachmentsModule, ImportsHttpModule],
  controllers: [
    ...[ElevatorController, FilingController, FilingExitController, FilingBatchController, FilingRatingController],
    ElevatorImportController,
    FilingContactController,
    VisitController,
  ],
  providers: [ElevatorQueries, FilingQueries, FilingAttachmentsKind],
})
export class ElevatorsHttpModule {}
