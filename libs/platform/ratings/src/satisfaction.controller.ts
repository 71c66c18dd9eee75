import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { SatisfactionList, SatisfactionQuery } from './satisfaction.dto';
import { SatisfactionQueries } from './satisfaction.queries';

@ApiTags('satisfaction')
@Controller('v1/satisfaction')
export class SatisfactionController {
  constructor(private readonly queries: SatisfactionQueries) {}

  @Get()
  @Allow()
  @Operation({ summary: 'How satisfied those were who were served, by organisation: figures only' })
  async list(@Query() query: SatisfactionQuery): Promise<SatisfactionList> {
    return { items: await this.queries.of(query) };
  }
}
