import { Module } from '@nestjs/common';
import { SearchModule } from '@nqi/platform/search';
import { ExpertSearchKind } from './experts/expert-search.kind';
import { HelpRequestSearchKind } from './requests/help-request-search.kind';

/** How experts and help requests are found. */
@Module({ imports: [SearchModule], providers: [ExpertSearchKind, HelpRequestSearchKind] })
export class AssistanceSearchModule {}
