import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public, Unkept } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../access/allow.decorator';
import { CurrentActor, CurrentSession } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { ChangePassword, PasswordChanged, ResetPassword } from './password.dto';
import { PasswordService } from './password.service';

@Controller('v1')
export class PasswordController {
  constructor(private readonly passwords: PasswordService) {}

  @Post('me/password')
  @ApiTags('me')
  @Allow()
  @Unkept()
  @Operation({
    summary: 'Change my password; signs out every other device',
    errors: ['access.bad_password', 'access.same_password', 'access.slowed_down'],
    status: 200,
  })
  async change(
    @CurrentActor() { userId }: Actor,
    @CurrentSession() session: string,
    @Body() body: ChangePassword,
  ): Promise<PasswordChanged> {
    return { endedSessions: await this.passwords.change(userId, session, body) };
  }

  @Post('auth/password-reset')
  @ApiTags('auth')
  @Public()
  @Operation({
    summary: 'Set a new password by a one-time code; signs out every device',
    errors: ['access.bad_code', 'access.slowed_down'],
    status: 200,
  })
  async reset(@Body() body: ResetPassword, @Req() { ip }: FastifyRequest): Promise<PasswordChanged> {
    return { endedSessions: await this.passwords.reset(body, ip) };
  }
}
