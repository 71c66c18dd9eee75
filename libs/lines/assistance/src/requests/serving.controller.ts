import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestResponse, toResponse } from './help-request-response.dto';
import { HelpRequestQueries } from './help-request.queries';
import { helpRequestWorkflow } from './help-request.workflow';
import { Reason, Say } from './triage.dto';
import { ServingService } from './serving.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id')
export class ServingController {
  constructor(
    private readonly serving: ServingService,
    private readonly queries: HelpRequestQueries,
  ) {}

  @Post('claim')
  @Operation({
    summary: 'Claim a place; the first ones win',
    event: [helpRequestWorkflow, 'claim'],
    errors: [
      'assistance.all_places_taken',
      'assistance.expert_not_active',
      'assistance.conflict_of_interest',
      'assistance.served_before',
      'assistance.field_mismatch',
      'assistance.load_limit',
    ],
    status: 200,
  })
  async claim(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.serving.claim(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('declination')
  @Operation({
    summary: 'Give the own place back',
    event: [helpRequestWorkflow, 'decline'],
    errors: ['assistance.transfers_exhausted'],
    status: 200,
  })
  async decline(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.serving.decline(actor, id, reason);
    return toResponse(actor, await this.queries.reread(id));
  }

  @Post('start')
  @Operation({ summary: 'Take the request up: the first response', event: [helpRequestWorkflow, 'start'], status: 200 })
  async start(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.serving.start(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('question')
  @Operation({
    summary: 'Ask the requester back; the clock of the answer stands still',
    event: [helpRequestWorkflow, 'ask'],
    errors: ['assistance.pauses_exhausted'],
    status: 200,
  })
  async ask(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() { body }: Say): Promise<HelpRequestResponse> {
    await this.serving.ask(actor, id, body);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('answer')
  @Operation({ summary: 'Answer the request', event: [helpRequestWorkflow, 'answer'], status: 200 })
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { body }: Say,
  ): Promise<HelpRequestResponse> {
    await this.serving.answer(actor, id, body);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('extension-request')
  @Operation({
    summary: 'Ask for more time, once and before the answer is due',
    event: [helpRequestWorkflow, 'request_extension'],
    errors: ['assistance.extension_not_offered', 'assistance.extension_used', 'assistance.extension_late'],
    status: 200,
  })
  async requestExtension(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.serving.requestExtension(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }
}
