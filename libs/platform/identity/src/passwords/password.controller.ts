import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Unkept } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor, CurrentSession } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { ChangePassword, PasswordChanged } from './password.dto';
import { PasswordService } from './password.service';

@ApiTags('me')
@Allow()
@Unkept()
@Controller('v1/me/password')
export class PasswordController {
  constructor(private readonly passwords: PasswordService) {}

  @Post()
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
}
