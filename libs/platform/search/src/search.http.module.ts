import { Module } from '@nestjs/common';
import { MandatesModule } from '@nqi/platform/mandates';
import { SearchAnswers } from './search-answers';
import { SearchController } from './search.controller';
import { SearchModule } from './search.module';
import { SearchQueries } from './search.queries';

@Module({
  imports: [SearchModule, MandatesModule],
  controllers: [SearchController],
  providers: [SearchQueries, SearchAnswers],
})
export class SearchHttpModule {}
