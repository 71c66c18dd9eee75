import { Module } from '@nestjs/common';
import { ExpertSearch } from './experts/expert-search.kind';
import { HelpRequestNotices } from './requests/help-request-notices.kind';
import { HelpRequestSearch } from './requests/help-request-search.kind';

/** How experts and help requests are found, and what people are told of them. */
@Module({ imports: [ExpertSearch, HelpRequestSearch, HelpRequestNotices] })
export class AssistanceKindsModule {}
