import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { TokenResponse } from '../auth/auth.dto';
import { AuthService } from '../auth/auth.service';
import { deviceOf } from '../sessions/device';
import { AskForCode, CodeReceipt, CodeSignIn } from './code.dto';
import { CodeService } from './code.service';

@ApiTags('auth')
@Public()
@Controller('v1/auth')
export class CodeController {
  constructor(
    private readonly codes: CodeService,
    private readonly auth: AuthService,
  ) {}

  @Post('codes')
  @Operation({
    summary: 'A one-time code by text message; the answer is the same for a phone that nobody has',
    errors: ['access.code_too_soon', 'access.codes_exhausted'],
    status: 202,
  })
  send(@Body() body: AskForCode, @Req() { ip }: FastifyRequest): Promise<CodeReceipt> {
    return this.codes.send(body, ip);
  }

  @Post('code-sign-in')
  @Operation({
    summary: 'Sign in by phone and one-time code',
    errors: ['access.bad_code', 'access.slowed_down', 'access.second_factor_needed'],
    status: 200,
  })
  signIn(@Body() body: CodeSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.auth.signInByCode(body, deviceOf(request));
  }
}
