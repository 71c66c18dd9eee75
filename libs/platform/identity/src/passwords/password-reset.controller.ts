import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { PasswordChanged, ResetPassword } from './password.dto';
import { PasswordService } from './password.service';

@ApiTags('auth')
@Public()
@Controller('v1/auth/password-reset')
export class PasswordResetController {
  constructor(private readonly passwords: PasswordService) {}

  @Post()
  @Operation({
    summary: 'Set a new password by a one-time code; signs out every device',
    errors: ['access.bad_code', 'access.slowed_down'],
    status: 200,
  })
  async reset(@Body() body: ResetPassword, @Req() { ip }: FastifyRequest): Promise<PasswordChanged> {
    return { endedSessions: await this.passwords.reset(body, ip) };
  }
}
