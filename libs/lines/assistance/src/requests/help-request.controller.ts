import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import {
  HelpRequestList,
  HelpRequestResponse,
  openEventsFor,
  toResponse,
  toSummary,
} from './help-request-response.dto';
import { toTimeline } from './help-request-history.dto';
import { ChangeHelpRequest, CreateHelpRequest, HelpRequestQuery, WithdrawHelpRequest } from './help-request.dto';
import { HelpRequestQueries } from './help-request.queries';
import { helpRequestWorkflow } from './help-request.workflow';
import { IntakeService } from './intake.service';
import { readsInternal } from './help-request.policy';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests')
export class HelpRequestController {
  constructor(
    private readonly intake: IntakeService,
    private readonly queries: HelpRequestQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('ask_for_help')
  @Operation({ summary: 'Draft a request for help', event: [helpRequestWorkflow, 'create'] })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateHelpRequest): Promise<HelpRequestResponse> {
    return this.get(actor, await this.intake.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'Requests that the caller may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: HelpRequestQuery): Promise<HelpRequestList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    const withEvents = query.include === 'openEvents';
    return {
      items: items.map((item) => ({
        ...toSummary(actor, item),
        unreadCount: item.unreadCount,
        ...(withEvents && { openEvents: openEventsFor(actor, item) }),
      })),
      nextCursor,
    };
  }

  @Get(':id')
  @Operation({ summary: 'One request', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a request', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const request = await this.queries.get(actor, id);
    const entries = await this.history.timeline('help_request', id, readsInternal(actor, request));
    return toTimeline(actor, request, entries);
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a draft',
    by: ['requester'],
    errors: [
      ...(['record.not_found', 'workflow.not_a_party', 'workflow.wrong_state'] as const),
      ...(['precondition.required', 'precondition.stale'] as const),
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeHelpRequest,
  ): Promise<HelpRequestResponse> {
    await this.intake.change(actor, id, version, body);
    return this.get(actor, id);
  }

  @Post(':id/submission')
  @Operation({ summary: 'Submit a draft; the clocks start', event: [helpRequestWorkflow, 'submit'], status: 200 })
  async submit(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.intake.submit(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/withdrawal')
  @Operation({
    summary: 'Withdraw a request that is not answered yet',
    event: [helpRequestWorkflow, 'withdraw'],
    status: 200,
  })
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: WithdrawHelpRequest,
  ): Promise<HelpRequestResponse> {
    await this.intake.withdraw(actor, id, reason);
    return this.get(actor, id);
  }
}
