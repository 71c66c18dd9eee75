import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { ExpertList, ExpertResponse, toExpertItem, toExpertResponse } from './expert-response.dto';
import { ApplyAsExpert, ChangeExpert, ExpertQuery } from './expert.dto';
import { readsAll } from './expert.policy';
import { ExpertQueries } from './expert.queries';
import { ExpertService } from './expert.service';
import { expertWorkflow } from './expert.workflow';

@ApiTags('experts')
@Allow()
@Names({ id: 'expert' })
@Controller('v1/experts')
export class ExpertController {
  constructor(
    private readonly experts: ExpertService,
    private readonly queries: ExpertQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Operation({
    summary: 'Apply as an expert',
    event: [expertWorkflow, 'apply'],
    errors: ['assistance.profile_exists'],
  })
  async apply(@CurrentActor() actor: Actor, @Body() body: ApplyAsExpert): Promise<ExpertResponse> {
    return this.get(actor, await this.experts.apply(actor, body));
  }

  @Get()
  @Operation({ summary: 'The directory of active experts; operators see all', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ExpertQuery): Promise<ExpertList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((item) => toExpertItem(actor, item)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One expert', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ExpertResponse> {
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({
    summary: 'Timeline of a profile, for the person and for operators',
    by: ['expert', 'operator'],
    errors: ['record.not_found', 'access.forbidden'],
  })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const expert = await this.queries.get(actor, id);
    if (!readsAll(actor, expert)) throw new DomainError('access.forbidden');
    return toHistoryList(await this.history.timeline('expert', id, true));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change the own profile; null takes a fact away',
    by: ['expert', 'operator'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'] as const),
      'assistance.avoidance_fixed',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeExpert,
  ): Promise<ExpertResponse> {
    await this.experts.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
