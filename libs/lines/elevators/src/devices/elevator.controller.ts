import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import {
  BatchOutcome,
  BatchQuery,
  BatchResponse,
  BatchRows,
  IdParam,
  IfMatch,
  Names,
  Operation,
} from '@nqi/shared/http';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { ElevatorList, ElevatorResponse, toElevatorItem, toElevatorResponse } from './elevator-response.dto';
import { ChangeElevator, CreateElevator, ElevatorQuery, ElevatorRow } from './elevator.dto';
import { ElevatorQueries } from './elevator.queries';
import { ElevatorService } from './elevator.service';

@ApiTags('elevators')
@ForKeys('devices:write')
@Names({ id: 'elevator' })
@Controller('v1/elevators')
export class ElevatorController {
  constructor(
    private readonly registration: ElevatorRegistrationService,
    private readonly elevators: ElevatorService,
    private readonly queries: ElevatorQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('keep_register')
  @Operation({
    summary: 'Register a device',
    errors: ['elevators.device_exists', 'elevators.unidentified', 'elevators.not_your_unit'],
  })
  async register(@CurrentActor() actor: Actor, @Body() body: CreateElevator): Promise<ElevatorResponse> {
    return this.get(actor, await this.registration.registerOne(actor, body));
  }

  @Post('batches')
  @Allow('keep_register')
  @ApiOkResponse({ type: BatchResponse })
  @Operation({
    summary: 'Register many devices; good rows are entered, bad ones named',
    rows: ElevatorRow,
    errors: ['request.too_many_rows'],
  })
  async registerMany(
    @CurrentActor() actor: Actor,
    @Body() { rows }: BatchRows,
    @Query() query: BatchQuery,
  ): Promise<BatchOutcome> {
    const validateOnly = query.validateOnly === 'true';
    const { registered, refused } = await this.registration.registerMany(actor, rows, validateOnly);
    return new BatchOutcome(
      registered.map((row) => toElevatorItem(row, validateOnly)),
      refused,
    );
  }

  @Get()
  @Allow()
  @Operation({ summary: 'Devices that the own organisation may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ElevatorQuery): Promise<ElevatorList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toElevatorResponse), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One device', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ElevatorResponse> {
    return toElevatorResponse(await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Allow()
  @Operation({ summary: 'Timeline of a device', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { institutionId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('elevator', id, actor.organisationId === institutionId));
  }

  @Patch(':id')
  @Allow('keep_register')
  @Operation({
    summary: 'Change a device; null takes a fact away',
    by: ['use_unit', 'registrar'],
    errors: [
      'record.not_found',
      'access.forbidden',
      'precondition.required',
      'precondition.stale',
      'record.duplicate',
      'elevators.schedule_fixed',
      'elevators.unidentified',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeElevator,
  ): Promise<ElevatorResponse> {
    await this.elevators.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
