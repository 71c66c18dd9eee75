import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Reason } from '../requests/triage.dto';
import { ExpertResponse, toExpertResponse } from './expert-response.dto';
import { Validity } from './expert.dto';
import { ExpertQueries } from './expert.queries';
import { ExpertService } from './expert.service';
import { expertWorkflow } from './expert.workflow';

@ApiTags('experts')
@Allow()
@Names({ id: 'expert' })
@Controller('v1/experts/:id')
export class ExpertReviewController {
  constructor(
    private readonly experts: ExpertService,
    private readonly queries: ExpertQueries,
  ) {}

  @Post('review')
  @Operation({ summary: 'Begin the review of an application', event: [expertWorkflow, 'review'], status: 200 })
  async review(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ExpertResponse> {
    await this.experts.review(actor, id);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('return')
  @Operation({ summary: 'Return an application with what is missing', event: [expertWorkflow, 'return'], status: 200 })
  async return(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<ExpertResponse> {
    await this.experts.return(actor, id, reason);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('approval')
  @Operation({
    summary: 'Approve an expert, who may then claim requests',
    event: [expertWorkflow, 'approve'],
    errors: ['assistance.validity_past'],
    status: 200,
  })
  async approve(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { validUntil }: Validity,
  ): Promise<ExpertResponse> {
    await this.experts.approve(actor, id, validUntil);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('renewal')
  @Operation({
    summary: 'Renew the validity of an expert',
    event: [expertWorkflow, 'renew'],
    errors: ['assistance.validity_past'],
    status: 200,
  })
  async renew(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { validUntil }: Validity,
  ): Promise<ExpertResponse> {
    await this.experts.renew(actor, id, validUntil);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('suspension')
  @Operation({ summary: 'Suspend an expert', event: [expertWorkflow, 'suspend'], status: 200 })
  async suspend(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<ExpertResponse> {
    await this.experts.suspend(actor, id, reason);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('reinstatement')
  @Operation({ summary: 'Reinstate a suspended expert', event: [expertWorkflow, 'reinstate'], status: 200 })
  async reinstate(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ExpertResponse> {
    await this.experts.reinstate(actor, id);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }

  @Post('retirement')
  @Operation({ summary: 'End a profile for good', event: [expertWorkflow, 'retire'], status: 200 })
  async retire(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Reason,
  ): Promise<ExpertResponse> {
    await this.experts.retire(actor, id, reason);
    return toExpertResponse(actor, await this.queries.get(actor, id));
  }
}
