import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { CapabilitySearchResponse, toSearchResponse } from './capability-response.dto';
import { CapabilitySearchQueries } from './capability-search.queries';
import { CapabilitySearch } from './capability.dto';

@ApiTags('metrology-capabilities')
@Allow()
@Controller('v1/metrology-capabilities/search')
export class CapabilitySearchController {
  constructor(private readonly queries: CapabilitySearchQueries) {}

  @Get()
  @Operation({ summary: 'Who can verify or calibrate an instrument of this range and accuracy, the best first' })
  async search(@Query() query: CapabilitySearch): Promise<CapabilitySearchResponse> {
    return toSearchResponse(await this.queries.search(query));
  }
}
