import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import {
  ChangeStandard,
  CreateStandard,
  MeasurementStandardList,
  StandardQuery,
  MeasurementStandardResponse,
  toStandardResponse,
} from './measurement-standard.dto';
import { MeasurementStandardQueries } from './measurement-standard.queries';
import { MeasurementStandardService } from './measurement-standard.service';

@ApiTags('measurement-standards')
@ForKeys(null)
@Names({ id: 'measurement_standard' })
@Controller('v1/measurement-standards')
export class MeasurementStandardController {
  constructor(
    private readonly standards: MeasurementStandardService,
    private readonly queries: MeasurementStandardQueries,
  ) {}

  @Post()
  @Allow('offer_services')
  @Operation({ summary: 'Enter a measurement standard of the own laboratory', errors: ['record.duplicate'] })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateStandard): Promise<MeasurementStandardResponse> {
    return this.get(actor, await this.standards.create(actor, body));
  }

  @Get()
  @Allow('see_workshop')
  @Operation({ summary: 'Measurement standards of the own laboratory', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: StandardQuery): Promise<MeasurementStandardList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toStandardResponse), nextCursor };
  }

  @Get(':id')
  @Allow('see_workshop')
  @Operation({ summary: 'One measurement standard', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MeasurementStandardResponse> {
    return toStandardResponse(await this.queries.get(actor, id));
  }

  @Patch(':id')
  @Allow('offer_services')
  @Operation({
    summary: 'Change a measurement standard, for example after its own calibration',
    errors: ['record.not_found', 'precondition.required', 'precondition.stale', 'record.duplicate'],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeStandard,
  ): Promise<MeasurementStandardResponse> {
    await this.standards.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
