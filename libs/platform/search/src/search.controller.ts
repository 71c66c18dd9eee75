import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { SearchQuery, SearchResponse } from './search.dto';
import { SearchAnswers } from './search-answers';
import { SearchQueries } from './search.queries';

@ApiTags('search')
@Allow()
@Controller('v1/search')
export class SearchController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly answers: SearchAnswers,
  ) {}

  @Get()
  @Operation({
    summary:
      'One box for organisations, equipment, capabilities, devices, instruments, experts, questions and standards',
    errors: ['request.bad_cursor'],
  })
  async search(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchResponse> {
    return this.answers.of(query, await this.queries.search(actor, query));
  }
}
