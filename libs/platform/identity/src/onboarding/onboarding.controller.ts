import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { OrganisationResponse, ReviewReason, toOrganisationResponse } from '../organisations/organisation.dto';
import { readsAll } from '../organisations/organisation.policy';
import { OrganisationQueries } from '../organisations/organisation.queries';
import { organisationWorkflow } from '../organisations/organisation.workflow';
import { EvidenceList, SubmitEvidence, toEvidenceList } from './evidence.dto';
import { EvidenceService } from './evidence.service';
import { OnboardingService } from './onboarding.service';

@ApiTags('organisations')
@Names({ id: 'organisation' })
@Controller('v1/organisations/:id')
export class OnboardingController {
  constructor(
    private readonly onboarding: OnboardingService,
    private readonly evidence: EvidenceService,
    private readonly queries: OrganisationQueries,
  ) {}

  @Post('evidence')
  @Allow('manage_organisation')
  @Operation({ summary: 'Prove who one is', event: [organisationWorkflow, 'submit_evidence'], status: 200 })
  async submit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SubmitEvidence,
  ): Promise<OrganisationResponse> {
    await this.onboarding.submitEvidence(actor, id, body);
    return this.answer(actor, id);
  }

  @Get('evidence')
  @Allow()
  @Operation({
    summary: 'The evidence of an organisation, for its administrators and the platform',
    by: ['administrator', 'reviewer'],
    errors: ['record.not_found', 'access.forbidden'],
  })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EvidenceList> {
    if (!readsAll(actor, await this.queries.get(actor, id))) throw new DomainError('access.forbidden');
    return toEvidenceList(await this.evidence.ofOrganisation(id, actor));
  }

  @Post('verification')
  @Allow('review_organisations')
  @Operation({
    summary: 'Find that an organisation is who it says',
    event: [organisationWorkflow, 'verify'],
    errors: ['identity.own_organisation'],
    status: 200,
  })
  async verify(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<OrganisationResponse> {
    await this.onboarding.verify(actor, id);
    return this.answer(actor, id);
  }

  @Post('return')
  @Allow('review_organisations')
  @Operation({
    summary: 'Return an organisation with what is missing',
    event: [organisationWorkflow, 'return'],
    errors: ['identity.own_organisation'],
    status: 200,
  })
  async return(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReviewReason,
  ): Promise<OrganisationResponse> {
    await this.onboarding.return(actor, id, reason);
    return this.answer(actor, id);
  }

  @Post('freeze')
  @Allow('review_organisations')
  @Operation({
    summary: 'Freeze an organisation: its members read and no longer write',
    event: [organisationWorkflow, 'freeze'],
    errors: ['identity.own_organisation'],
    status: 200,
  })
  async freeze(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReviewReason,
  ): Promise<OrganisationResponse> {
    await this.onboarding.freeze(actor, id, reason);
    return this.answer(actor, id);
  }

  @Post('unfreezing')
  @Allow('review_organisations')
  @Operation({
    summary: 'Lift the freeze of a verified organisation',
    event: [organisationWorkflow, 'unfreeze'],
    errors: ['identity.own_organisation', 'identity.never_verified'],
    status: 200,
  })
  async unfreeze(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<OrganisationResponse> {
    await this.onboarding.unfreeze(actor, id);
    return this.answer(actor, id);
  }

  @Post('cancellation')
  @Allow('review_organisations')
  @Operation({
    summary: 'Cancel an organisation for good: nobody acts for it any more',
    event: [organisationWorkflow, 'cancel'],
    errors: ['identity.own_organisation'],
    status: 200,
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReviewReason,
  ): Promise<OrganisationResponse> {
    await this.onboarding.cancel(actor, id, reason);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<OrganisationResponse> {
    return toOrganisationResponse(actor, await this.queries.get(actor, id));
  }
}
