import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { toUsageResponse, UsageList, UsageQuery, UsageResponse } from './usage.dto';
import { UsageQueries } from './usage.queries';

@ApiTags('equipment-usage')
@Allow()
@ForKeys(null)
@Names({ id: 'equipment_usage' })
@Controller('v1/equipment-usage')
export class UsageController {
  constructor(private readonly queries: UsageQueries) {}

  @Get()
  @Operation({
    summary: 'Usage records of the own equipment, or of what the own organisation used',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: UsageQuery): Promise<UsageList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toUsageResponse), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One usage record', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<UsageResponse> {
    return toUsageResponse(await this.queries.get(actor, id));
  }
}
