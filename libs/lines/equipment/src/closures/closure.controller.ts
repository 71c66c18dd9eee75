import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import {
  ClosureList,
  ClosureQuery,
  ClosureResponse,
  CreateClosure,
  toClosureResponse,
  toClosureSummary,
} from './closure.dto';
import { ClosureQueries } from './closure.queries';
import { ClosureService } from './closure.service';
import { closureWorkflow } from './closure.workflow';

@ApiTags('equipment-closures')
@Allow()
@Names({ id: 'equipment_closure' })
@Controller('v1/equipment-closures')
export class ClosureController {
  constructor(
    private readonly closures: ClosureService,
    private readonly queries: ClosureQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Operation({
    summary: 'Close equipment for a time in which nothing is booked',
    event: [closureWorkflow, 'close'],
    errors: ['equipment.unknown_equipment', 'equipment.closure_blocked'],
  })
  async close(@CurrentActor() actor: Actor, @Body() body: CreateClosure): Promise<ClosureResponse> {
    return this.get(actor, await this.closures.close(actor, body));
  }

  @Get()
  @Operation({ summary: 'Closures of all equipment or of one piece', errors: ['request.bad_cursor'] })
  async list(@Query() query: ClosureQuery): Promise<ClosureList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toClosureSummary), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One closure', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ClosureResponse> {
    return toClosureResponse(actor, await this.queries.get(id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a closure', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { providerId } = await this.queries.get(id);
    return toHistoryList(await this.history.timeline('equipment_closure', id, actor.organisationId === providerId));
  }

  @Post(':id/lifting')
  @Operation({ summary: 'Open the equipment again', event: [closureWorkflow, 'lift'], status: 200 })
  async lift(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ClosureResponse> {
    await this.closures.lift(actor, id);
    return this.get(actor, id);
  }
}
