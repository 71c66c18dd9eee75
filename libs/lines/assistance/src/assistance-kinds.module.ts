import { Module } from '@nestjs/common';
import { SearchModule } from '@nqi/platform/search';
import { ExpertSearchKind } from './experts/expert-search.kind';
import { HelpRequestNotices } from './requests/help-request-notices.kind';
import { HelpRequestSearchKind } from './requests/help-request-search.kind';

/** How experts and help requests are found, and what people are told of them. */
@Module({ imports: [SearchModule, HelpRequestNotices], providers: [ExpertSearchKind, HelpRequestSearchKind] })
export class AssistanceKindsModule {}
