import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { RatingsModule } from '@nqi/platform/ratings';
import { AssistanceKindsModule } from './assistance-kinds.module';
import { Callback } from './callbacks/callback.entity';
import { CallbackService } from './callbacks/callback.service';
import { Claim } from './claims/claim.entity';
import { ClaimService } from './claims/claim.service';
import { ClockEvent } from './clocks/clock-event.entity';
import { ClockService } from './clocks/clock.service';
import { HelpClock } from './clocks/help-clock.entity';
import { RequestRulesService } from './clocks/request-rules.service';
import { Expert } from './experts/expert.entity';
import { ExpertProfileKind } from './experts/expert-profile.kind';
import { ExpertService } from './experts/expert.service';
import { ConversationService } from './messages/conversation.service';
import { Message } from './messages/message.entity';
import { MessageService } from './messages/message.service';
import { AskedQuestionsKind } from './requests/asked-questions.kind';
import { HelpRequest } from './requests/help-request.entity';
import { IntakeService } from './requests/intake.service';
import { OutcomeService } from './requests/outcome.service';
import { ReplyService } from './requests/reply.service';
import { ResolutionService } from './requests/resolution.service';
import { ServingService } from './requests/serving.service';
import { TriageService } from './requests/triage.service';

const entities = [HelpRequest, Claim, Message, HelpClock, ClockEvent, Callback, Expert];
const events = [IntakeService, TriageService, ServingService, ReplyService, OutcomeService, ResolutionService];
const others = [RequestRulesService, ClockService, ClaimService, MessageService, ConversationService, CallbackService];

/** 援助站、协同帮, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), PersonalDataModule, RatingsModule, AssistanceKindsModule],
  providers: [...events, ...others, ExpertService, ExpertProfileKind, AskedQuestionsKind],
  exports: [...events, ...others, ExpertService, RatingsModule],
})
export class AssistanceModule {}
