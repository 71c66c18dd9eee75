import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@nqi/platform/attachments';
import { SheetRoutesHttpModule } from '@nqi/platform/imports';
import { ElevatorController } from './devices/elevator.controller';
import { ElevatorQueries } from './devices/elevator.queries';
import { ElevatorsModule } from './elevators.module';
import { FilingAttachmentsKind } from './filings/filing-attachments.kind';
import { FilingBatchController } from './filings/filing-batch.controller';
import { FilingFormsModule } from './filings/filing-forms.module';
import { FilingExitController } from './filings/filing-exit.controller';
import { FilingContactController } from './filings/filing-contact.controller';
import { FilingRatingController } from './filings/filing-rating.controller';
import { FilingController } from './filings/filing.controller';
import { FilingQueries } from './filings/filing.queries';
import { VisitController } from './visits/visit.controller';

const sheets = SheetRoutesHttpModule.declare(
  {
    ...{ kind: 'elevator', path: 'v1/elevators/imports', tag: 'elevators' },
    summary: 'Take devices from a sheet: new ones are entered, known ones brought up to date',
    ...{ permission: 'keep_register', keyScope: 'devices:write' },
  },
  {
    ...{ kind: 'elevator_filing', path: 'v1/elevator-filings/imports', tag: 'elevator-filings' },
    summary: 'File the devices of a sheet, as a batch with the id of the import; good rows are filed, bad ones named',
    ...{ permission: 'file_devices', keyScope: 'filings:write' },
  },
);

@Module({
  imports: [ElevatorsModule, FilingFormsModule, AttachmentsModule, sheets],
  controllers: [
    ...[ElevatorController, FilingController, FilingExitController, FilingBatchController, FilingRatingController],
    ...[FilingContactController, VisitController],
  ],
  providers: [ElevatorQueries, FilingQueries, FilingAttachmentsKind],
})
export class ElevatorsHttpModule {}
