import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestResponse, toResponse } from './help-request-response.dto';
import { HelpRequestQueries } from './help-request.queries';
import { helpRequestWorkflow } from './help-request.workflow';
import { ReplyService } from './reply.service';
import { Reason, Say } from './triage.dto';
import { OutcomeService } from './outcome.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id')
export class OutcomeController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly replies: ReplyService,
    private readonly queries: HelpRequestQueries,
  ) {}

  @Post('reply')
  @Operation({
    summary: 'Reply to what the expert asked; the clock goes on',
    event: [helpRequestWorkflow, 'reply'],
    status: 200,
  })
  async reply(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { body }: Say,
  ): Promise<HelpRequestResponse> {
    await this.replies.reply(actor, id, body);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('acceptance')
  @Operation({ summary: 'Accept the answer', event: [helpRequestWorkflow, 'accept'], status: 200 })
  async accept(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.outcomes.accept(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('dissatisfaction')
  @Operation({
    summary: 'Say why the answer is not good enough; another round begins',
    event: [helpRequestWorkflow, 'dissatisfy'],
    status: 200,
  })
  async dissatisfy(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.outcomes.dissatisfy(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('closing')
  @Operation({
    summary: 'Close a resolved request, after the callback where one is due',
    event: [helpRequestWorkflow, 'close'],
    errors: ['assistance.callback_needed'],
    status: 200,
  })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.outcomes.close(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('reopening')
  @Operation({
    summary: 'Open a closed request again',
    event: [helpRequestWorkflow, 'reopen'],
    errors: ['assistance.reopenings_exhausted', 'assistance.reopening_late'],
    status: 200,
  })
  async reopen(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.outcomes.reopen(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }
}
