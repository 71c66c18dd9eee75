import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Allow, SignedIn } from '../access/allow.decorator';
import { CurrentActor, CurrentPerson } from '../access/current-actor.decorator';
import type { Actor, Person } from '../actor';
import { EvidenceList, SubmitEvidence, toEvidenceList } from '../onboarding/evidence.dto';
import { EvidenceService } from '../onboarding/evidence.service';
import { ReviewReason } from '../organisations/organisation.dto';
import {
  ApproveJoinRequest,
  AskToJoin,
  JoinRequestList,
  JoinRequestQuery,
  JoinRequestResponse,
  toJoinRequestItem,
  toJoinRequestResponse,
} from './join-request.dto';
import { JoinRequestQueries } from './join-request.queries';
import { JoinRequestService } from './join-request.service';
import { joinRequestWorkflow } from './join-request.workflow';

/** To whom nobody comes any more. */
const CLOSED = ['identity.organisation_closed', 'identity.already_member'] as const;

@ApiTags('join-requests')
@Names({ id: 'join_request' })
@Controller('v1/join-requests')
export class JoinRequestController {
  constructor(
    private readonly requests: JoinRequestService,
    private readonly evidence: EvidenceService,
    private readonly queries: JoinRequestQueries,
  ) {}

  @Post()
  @SignedIn()
  @Operation({
    summary: 'Ask to join an organisation; one that nobody speaks for yet is claimed by it',
    event: [joinRequestWorkflow, 'ask'],
    errors: [...CLOSED, 'identity.request_open', 'identity.too_many_requests'],
  })
  async ask(@CurrentPerson() person: Person, @Body() body: AskToJoin): Promise<JoinRequestResponse> {
    return this.get(person, await this.requests.ask(person, body));
  }

  @Get()
  @SignedIn()
  @Operation({ summary: 'My requests, and those on which I decide', errors: ['request.bad_cursor'] })
  async list(@CurrentPerson() person: Person, @Query() query: JoinRequestQuery): Promise<JoinRequestList> {
    const { items, nextCursor } = await this.queries.list(person, query);
    return { items: items.map(toJoinRequestItem), nextCursor };
  }

  @Get(':id')
  @SignedIn()
  @Operation({ summary: 'One request', errors: ['record.not_found'] })
  async get(@CurrentPerson() person: Person, @IdParam() id: string): Promise<JoinRequestResponse> {
    return toJoinRequestResponse(person, await this.queries.get(person, id));
  }

  @Get(':id/evidence')
  @SignedIn()
  @Operation({
    summary: 'The evidence of a claim, for the claimant and the platform',
    by: ['requester', 'reviewer'],
    errors: ['record.not_found', 'access.forbidden'],
  })
  async evidenceOf(@CurrentPerson() person: Person, @IdParam() id: string): Promise<EvidenceList> {
    const { userId } = await this.queries.get(person, id);
    if (userId !== person.userId && !person.roles.has('operator')) throw new DomainError('access.forbidden');
    return toEvidenceList(await this.evidence.ofClaim(id));
  }

  @Post(':id/evidence')
  @SignedIn()
  @Operation({
    summary: 'Submit the evidence of a claim',
    event: [joinRequestWorkflow, 'submit_evidence'],
    errors: ['identity.no_claim'],
    status: 200,
  })
  async submitEvidence(
    @CurrentPerson() person: Person,
    @IdParam() id: string,
    @Body() body: SubmitEvidence,
  ): Promise<JoinRequestResponse> {
    await this.requests.submitEvidence(person, id, body);
    return this.get(person, id);
  }

  @Post(':id/withdrawal')
  @SignedIn()
  @Operation({ summary: 'Withdraw the own request', event: [joinRequestWorkflow, 'withdraw'], status: 200 })
  async withdraw(@CurrentPerson() person: Person, @IdParam() id: string): Promise<JoinRequestResponse> {
    await this.requests.withdraw(person, id);
    return this.get(person, id);
  }

  @Post(':id/approval')
  @Allow('answer_join_requests')
  @Operation({
    summary: 'Let the person in; of a claim, hand the organisation over',
    event: [joinRequestWorkflow, 'approve'],
    errors: [...CLOSED, 'identity.evidence_missing', 'identity.role_not_available', 'identity.last_admin'],
    status: 200,
  })
  async approve(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { roles }: ApproveJoinRequest,
  ): Promise<JoinRequestResponse> {
    await this.requests.approve(actor, id, roles);
    return this.get(actor, id);
  }

  @Post(':id/refusal')
  @Allow('answer_join_requests')
  @Operation({ summary: 'Refuse a request', event: [joinRequestWorkflow, 'refuse'], status: 200 })
  async refuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReviewReason,
  ): Promise<JoinRequestResponse> {
    await this.requests.refuse(actor, id, reason);
    return this.get(actor, id);
  }
}
