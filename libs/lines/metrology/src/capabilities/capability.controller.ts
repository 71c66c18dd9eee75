import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { MetrologyCapabilityList, MetrologyCapabilityResponse, toCapabilityResponse } from './capability-response.dto';
import { MetrologyCapabilityQuery, ChangeMetrologyCapability, CreateMetrologyCapability } from './capability.dto';
import { CapabilityQueries } from './capability.queries';
import { CapabilityService } from './capability.service';

@ApiTags('metrology-capabilities')
@Allow()
@ForKeys(null)
@Names({ id: 'metrology_capability' })
@Controller('v1/metrology-capabilities')
export class MetrologyCapabilityController {
  constructor(
    private readonly capabilities: CapabilityService,
    private readonly queries: CapabilityQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('state_competence')
  @Operation({
    summary: 'State what the own laboratory can verify or calibrate',
    by: ['laboratory'],
    errors: ['metrology.not_authorised', 'metrology.capability_exists'],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateMetrologyCapability,
  ): Promise<MetrologyCapabilityResponse> {
    return this.get(actor, await this.capabilities.create(actor, body));
  }

  @Get()
  @Operation({
    summary: 'What laboratories offer; of the own one also what it no longer offers',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: MetrologyCapabilityQuery): Promise<MetrologyCapabilityList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toCapabilityResponse), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One capability', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyCapabilityResponse> {
    return toCapabilityResponse(await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a capability', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('metrology_capability', id, false));
  }

  @Patch(':id')
  @Allow('state_competence')
  @Operation({
    summary: 'Change a capability; orders keep what they were quoted from',
    by: ['laboratory'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'] as const),
      ...(['metrology.not_authorised', 'metrology.capability_exists', 'metrology.capability_withdrawn'] as const),
      'record.duplicate',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeMetrologyCapability,
  ): Promise<MetrologyCapabilityResponse> {
    await this.capabilities.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
