import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { StandardChange, StandardEntry, StandardList, StandardListQuery, StandardResponse } from './standard.dto';
import { StandardQueries } from './standard.queries';
import { StandardService } from './standard.service';

@ApiTags('standards')
@Allow()
@Names({ id: 'standard' })
@Controller('v1/standards')
export class StandardController {
  constructor(
    private readonly standards: StandardService,
    private readonly queries: StandardQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('keep_standards')
  @Operation({
    summary: 'Enter a standard, regulation or law: what is known of it, not its text',
    by: ['operator'],
    errors: ['standards.bad_number', 'standards.exists'],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: StandardEntry): Promise<StandardResponse> {
    return this.get(await this.standards.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'Standards and regulations, with what they replace', errors: ['request.bad_cursor'] })
  async list(@Query() query: StandardListQuery): Promise<StandardList> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Operation({ summary: 'One standard', errors: ['record.not_found'] })
  async get(@IdParam() id: string): Promise<StandardResponse> {
    return this.queries.get(id);
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a standard', errors: ['record.not_found'] })
  async timeline(@IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(id);
    return toHistoryList(await this.history.timeline('standard', id, false));
  }

  @Patch(':id')
  @Allow('keep_standards')
  @Operation({
    summary: 'Change what is known of a standard, for example the day of its end',
    by: ['operator'],
    errors: ['record.not_found', 'precondition.required', 'precondition.stale'],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: StandardChange,
  ): Promise<StandardResponse> {
    await this.standards.change(actor, id, version, body);
    return this.get(id);
  }
}
