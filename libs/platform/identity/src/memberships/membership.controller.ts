import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { Allow, SignedIn } from '../access/allow.decorator';
import { CurrentActor, CurrentPerson } from '../access/current-actor.decorator';
import type { Actor, Person } from '../actor';
import {
  ChangeMembership,
  CreateMembership,
  Departure,
  MembershipList,
  MembershipQuery,
  MembershipResponse,
  toMembershipItem,
  toMembershipResponse,
} from './membership.dto';
import { MembershipQueries } from './membership.queries';
import { MembershipService } from './membership.service';
import { membershipWorkflow } from './membership.workflow';

@ApiTags('memberships')
@Names({ id: 'membership' })
@Controller('v1/memberships')
export class MembershipController {
  constructor(
    private readonly memberships: MembershipService,
    private readonly queries: MembershipQueries,
  ) {}

  @Post()
  @Allow('manage_members')
  @Operation({
    summary: 'Add a person to the own organisation',
    errors: ['identity.phone_taken', 'identity.role_not_available', 'identity.duties_apart'],
  })
  async add(@CurrentActor() actor: Actor, @Body() body: CreateMembership): Promise<MembershipResponse> {
    return this.get(actor, await this.memberships.add(actor, body));
  }

  @Get()
  @Allow('see_members')
  @Operation({ summary: 'The people of the own organisation', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: MembershipQuery): Promise<MembershipList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toMembershipItem), nextCursor };
  }

  @Get(':id')
  @SignedIn()
  @Operation({ summary: 'One person of the own organisation, or a membership of mine', errors: ['record.not_found'] })
  async get(@CurrentPerson() person: Person, @IdParam() id: string): Promise<MembershipResponse> {
    return toMembershipResponse(person, await this.queries.get(person, id));
  }

  @Patch(':id')
  @Allow('manage_members')
  @Operation({
    summary: 'Change the roles of a person',
    errors: [
      'record.not_found',
      'precondition.required',
      'precondition.stale',
      'identity.role_not_available',
      'identity.last_admin',
      'identity.duties_apart',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { roles }: ChangeMembership,
  ): Promise<MembershipResponse> {
    await this.memberships.changeRoles(actor, id, version, roles);
    return this.get(actor, id);
  }

  @Post(':id/removal')
  @Allow('manage_members')
  @Operation({
    summary: 'Remove a person from the own organisation; what they did keeps naming them',
    event: [membershipWorkflow, 'remove'],
    errors: ['identity.last_admin'],
    status: 200,
  })
  async remove(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Departure,
  ): Promise<MembershipResponse> {
    await this.memberships.end(actor, { id, event: 'remove' }, reason);
    return this.get(actor, id);
  }

  @Post(':id/departure')
  @SignedIn()
  @Operation({
    summary: 'Leave an organisation',
    event: [membershipWorkflow, 'leave'],
    errors: ['identity.last_admin'],
    status: 200,
  })
  async leave(
    @CurrentPerson() person: Person,
    @IdParam() id: string,
    @Body() { reason }: Departure,
  ): Promise<MembershipResponse> {
    await this.memberships.end(person, { id, event: 'leave' }, reason);
    return this.get(person, id);
  }
}
