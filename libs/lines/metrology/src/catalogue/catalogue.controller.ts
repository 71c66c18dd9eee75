import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { CatalogueItemList, CatalogueQuery, RegulationList, RegulationQuery } from './catalogue.dto';
import { CatalogueQueries } from './catalogue.queries';

@ApiTags('verification-catalogue')
@Allow()
@Controller('v1/verification-catalogue')
export class CatalogueController {
  constructor(private readonly queries: CatalogueQueries) {}

  @Get()
  @Operation({
    summary: 'Instruments under mandatory verification, with their regulations',
    errors: ['request.bad_cursor'],
  })
  async items(@Query() query: CatalogueQuery): Promise<CatalogueItemList> {
    const { items, nextCursor } = await this.queries.items(query);
    return { items: items.map(({ id: _, ...item }) => item), nextCursor };
  }

  @Get('regulations')
  @Operation({ summary: 'Verification regulations, every edition', errors: ['request.bad_cursor'] })
  async regulations(@Query() query: RegulationQuery): Promise<RegulationList> {
    const { items, nextCursor } = await this.queries.regulations(query);
    return { items: items.map(({ id: _, ...regulation }) => regulation), nextCursor };
  }
}
