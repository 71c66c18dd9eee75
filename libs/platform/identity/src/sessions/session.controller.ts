import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { SignedIn } from '../access/allow.decorator';
import { CurrentPerson, CurrentSession } from '../access/current-actor.decorator';
import type { Person } from '../actor';
import { SessionList, toSessionResponse } from './session.dto';
import { SessionService } from './session.service';

@ApiTags('sessions')
@SignedIn()
@Names({ id: 'session' })
@Controller('v1/sessions')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Get()
  @Operation({ summary: 'Where I am signed in' })
  async list(@CurrentPerson() { userId }: Person, @CurrentSession() current: string): Promise<SessionList> {
    const items = await this.sessions.open(userId);
    return { items: items.map((session) => toSessionResponse(session, current)) };
  }

  @Post('sign-out')
  @Operation({ summary: 'Sign out here; answers with the sessions that are left', status: 200 })
  async signOut(@CurrentPerson() actor: Person, @CurrentSession() current: string): Promise<SessionList> {
    await this.sessions.end(actor.userId, current, 'signed_out');
    return this.list(actor, current);
  }

  @Post('revocation')
  @Operation({ summary: 'Sign out everywhere, here too', status: 200 })
  async revokeAll(@CurrentPerson() actor: Person, @CurrentSession() current: string): Promise<SessionList> {
    await this.sessions.endAll(actor.userId);
    return this.list(actor, current);
  }

  @Post(':id/revocation')
  @Operation({ summary: 'Sign out one of my devices', errors: ['record.not_found'], status: 200 })
  async revoke(
    @CurrentPerson() actor: Person,
    @CurrentSession() current: string,
    @IdParam() id: string,
  ): Promise<SessionList> {
    await this.sessions.end(actor.userId, id, 'revoked');
    return this.list(actor, current);
  }
}
