import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Names, Operation, ShownOnce } from '@nqi/shared/http';
import { Allow, SignedIn } from '../access/allow.decorator';
import { CurrentActor, CurrentPerson } from '../access/current-actor.decorator';
import type { Actor, Person } from '../actor';
import {
  InvitationList,
  InvitationQuery,
  InvitationResponse,
  Invite,
  IssuedInvitation,
  toInvitationItem,
  toInvitationResponse,
} from './invitation.dto';
import type { Invitee } from './invitation.policy';
import { InvitationQueries } from './invitation.queries';
import { InvitationService } from './invitation.service';
import { invitationWorkflow } from './invitation.workflow';

@ApiTags('invitations')
@Names({ id: 'invitation' })
@Controller('v1')
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly queries: InvitationQueries,
  ) {}

  @Post('invitations')
  @Allow('manage_members')
  @ShownOnce('token')
  @Operation({
    summary: 'Invite a person by phone; the answer holds the token that only they should get',
    event: [invitationWorkflow, 'invite'],
    errors: ['identity.role_not_available', 'identity.already_member', 'identity.invitation_open'],
  })
  async invite(@CurrentActor() actor: Actor, @Body() body: Invite): Promise<IssuedInvitation> {
    const { id, token } = await this.invitations.invite(actor, body);
    return { ...(await this.get(actor, id)), token };
  }

  @Get('invitations')
  @Allow('manage_members')
  @Operation({ summary: 'Whom the own organisation has invited', errors: ['request.bad_cursor'] })
  async sent(@CurrentActor() actor: Actor, @Query() query: InvitationQuery): Promise<InvitationList> {
    const { items, nextCursor } = await this.queries.sent(actor, query);
    return { items: items.map(toInvitationItem), nextCursor };
  }

  @Get('me/invitations')
  @SignedIn()
  @Operation({ summary: 'Invitations that wait for my answer', errors: ['request.bad_cursor'] })
  async waiting(@CurrentPerson() person: Person, @Query() query: InvitationQuery): Promise<InvitationList> {
    const { items, nextCursor } = await this.queries.waitingFor(await this.invitations.recognised(person), query);
    return { items: items.map(toInvitationItem), nextCursor };
  }

  @Get('invitations/:id')
  @SignedIn()
  @Operation({ summary: 'One invitation, for who invites and who is invited', errors: ['record.not_found'] })
  async get(@CurrentPerson() person: Person, @IdParam() id: string): Promise<InvitationResponse> {
    return this.answer(await this.invitations.recognised(person), id);
  }

  @Post('invitations/:id/acceptance')
  @SignedIn()
  @Operation({
    summary: 'Accept an invitation to my phone',
    event: [invitationWorkflow, 'accept'],
    errors: [
      ...(['identity.invitation_over', 'identity.organisation_closed'] as const),
      ...(['identity.role_not_available', 'identity.already_member'] as const),
    ],
    status: 200,
  })
  async accept(@CurrentPerson() person: Person, @IdParam() id: string): Promise<InvitationResponse> {
    const invitee = await this.invitations.recognised(person);
    await this.invitations.accept(invitee, id);
    return this.answer(invitee, id);
  }

  @Post('invitations/:id/declination')
  @SignedIn()
  @Operation({ summary: 'Decline an invitation to my phone', event: [invitationWorkflow, 'decline'], status: 200 })
  async decline(@CurrentPerson() person: Person, @IdParam() id: string): Promise<InvitationResponse> {
    const invitee = await this.invitations.recognised(person);
    await this.invitations.decline(invitee, id);
    return this.answer(invitee, id);
  }

  @Post('invitations/:id/revocation')
  @Allow('manage_members')
  @Operation({ summary: 'Take an invitation back', event: [invitationWorkflow, 'revoke'], status: 200 })
  async revoke(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<InvitationResponse> {
    const inviter = await this.invitations.recognised(actor);
    await this.invitations.revoke(inviter, id);
    return this.answer(inviter, id);
  }

  private async answer(person: Invitee, id: string): Promise<InvitationResponse> {
    return toInvitationResponse(person, await this.queries.get(person, id));
  }
}
