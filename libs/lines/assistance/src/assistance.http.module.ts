import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@nqi/platform/attachments';
import { AssistanceModule } from './assistance.module';
import { CallbackController } from './callbacks/callback.controller';
import { ClockController } from './clocks/clock.controller';
import { ClockQueries } from './clocks/clock.queries';
import { ExpertReviewController } from './experts/expert-review.controller';
import { ExpertController } from './experts/expert.controller';
import { ExpertQueries } from './experts/expert.queries';
import { MessageController } from './messages/message.controller';
import { MessageQueries } from './messages/message.queries';
import { HelpRequestAttachmentsKind } from './requests/help-request-attachments.kind';
import { HelpRequestRatingController } from './requests/help-request-rating.controller';
import { HelpRequestController } from './requests/help-request.controller';
import { HelpRequestQueries } from './requests/help-request.queries';
import { OutcomeController } from './requests/outcome.controller';
import { ServingController } from './requests/serving.controller';
import { TriageController } from './requests/triage.controller';

@Module({
  imports: [AssistanceModule, AttachmentsModule],
  controllers: [
    ...[HelpRequestController, TriageController, ServingController, OutcomeController, HelpRequestRatingController],
    ...[MessageController, ClockController, CallbackController, ExpertController, ExpertReviewController],
  ],
  providers: [HelpRequestQueries, MessageQueries, ClockQueries, ExpertQueries, HelpRequestAttachmentsKind],
})
export class AssistanceHttpModule {}
