import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import { AcceptAsNewPerson, InvitationToken, OpenedInvitation, toOpenedInvitation } from './invitation.dto';
import { InvitationService } from './invitation.service';

/** For whoever holds the token of an invitation; it travels in bodies, which no log keeps. */
@ApiTags('invitations')
@Public()
@Controller('v1/invitations')
export class InvitationTokenController {
  constructor(private readonly invitations: InvitationService) {}

  @Post('opening')
  @Operation({ summary: 'What an invitation says', errors: ['identity.invitation_over'], status: 200 })
  async open(@Body() { token }: InvitationToken): Promise<OpenedInvitation> {
    return toOpenedInvitation(await this.invitations.open(token));
  }

  @Post('acceptance')
  @Operation({
    summary: 'Accept an invitation and make an account; sign in with it then',
    errors: [
      ...(['identity.invitation_over', 'identity.phone_taken', 'identity.organisation_closed'] as const),
      ...(['identity.role_not_available', 'identity.already_member'] as const),
    ],
    status: 200,
  })
  async accept(@Body() body: AcceptAsNewPerson): Promise<OpenedInvitation> {
    return toOpenedInvitation(await this.invitations.acceptAsNewPerson(body));
  }

  @Post('declination')
  @Operation({ summary: 'Decline an invitation', errors: ['identity.invitation_over'], status: 200 })
  async decline(@Body() { token }: InvitationToken): Promise<OpenedInvitation> {
    return toOpenedInvitation(await this.invitations.declineByToken(token));
  }
}
