import { Module } from '@nestjs/common';
import { SearchAnswers } from './search-answers';
import { SearchController } from './search.controller';
import { SearchModule } from './search.module';
import { SearchQueries } from './search.queries';

@Module({ imports: [SearchModule], controllers: [SearchController], providers: [SearchQueries, SearchAnswers] })
export class SearchHttpModule {}
