import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestResponse, toResponse } from './help-request-response.dto';
import { HelpRequestQueries } from './help-request.queries';
import { helpRequestWorkflow } from './help-request.workflow';
import { AssignExperts, Reason, TriageHelpRequest } from './triage.dto';
import { TriageService } from './triage.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id')
export class TriageController {
  constructor(
    private readonly desk: TriageService,
    private readonly queries: HelpRequestQueries,
  ) {}

  @Post('triage')
  @Operation({
    summary: 'Sort a request by type, category and priority',
    event: [helpRequestWorkflow, 'triage'],
    status: 200,
  })
  async triage(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: TriageHelpRequest,
  ): Promise<HelpRequestResponse> {
    await this.desk.triage(actor, id, body);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('rejection')
  @Operation({ summary: 'Reject what does not belong here', event: [helpRequestWorkflow, 'reject'], status: 200 })
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.desk.reject(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('publication')
  @Operation({
    summary: 'Offer a public request to all experts',
    event: [helpRequestWorkflow, 'publish'],
    errors: ['assistance.private_request'],
    status: 200,
  })
  async publish(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.desk.publish(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('assignment')
  @Operation({
    summary: 'Assign experts',
    event: [helpRequestWorkflow, 'assign'],
    errors: [
      'assistance.unknown_expert',
      'assistance.too_many_experts',
      'assistance.expert_not_active',
      'assistance.conflict_of_interest',
      'assistance.served_before',
      'assistance.load_limit',
    ],
    status: 200,
  })
  async assign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { expertIds }: AssignExperts,
  ): Promise<HelpRequestResponse> {
    await this.desk.assign(actor, id, expertIds);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('transfer')
  @Operation({
    summary: 'Take a request from its experts, to publish or assign it again',
    event: [helpRequestWorkflow, 'transfer'],
    status: 200,
  })
  async transfer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.desk.transfer(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('extension')
  @Operation({
    summary: 'Give the extension that was asked for',
    event: [helpRequestWorkflow, 'grant_extension'],
    errors: ['assistance.extension_not_requested', 'assistance.extension_late'],
    status: 200,
  })
  async grantExtension(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestResponse> {
    await this.desk.grantExtension(actor, id);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('extension-refusal')
  @Operation({
    summary: 'Refuse the extension that was asked for',
    event: [helpRequestWorkflow, 'refuse_extension'],
    errors: ['assistance.extension_not_requested'],
    status: 200,
  })
  async refuseExtension(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<HelpRequestResponse> {
    await this.desk.refuseExtension(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }
}
