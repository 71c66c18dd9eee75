import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { deviceOf } from '../sessions/device';
import { Refresh, Registration, RegistrationResponse, SignIn, TokenResponse } from './auth.dto';
import { AuthService } from './auth.service';

@ApiTags('auth')
@Public()
@Controller('v1/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('token')
  @Operation({
    summary: 'Sign in by phone and password',
    errors: ['access.bad_credentials', 'access.suspended', 'access.slowed_down', 'access.second_factor_needed'],
    status: 200,
  })
  signIn(@Body() body: SignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.auth.signIn(body, deviceOf(request));
  }

  @Post('refresh')
  @Operation({
    summary: 'A new pair of tokens for a refresh token',
    errors: ['access.session_over', 'access.refresh_reused'],
    status: 200,
  })
  refresh(@Body() body: Refresh): Promise<TokenResponse> {
    return this.auth.refresh(body);
  }

  @Post('registration')
  @Operation({ summary: 'Register an enterprise', errors: ['identity.uscc_taken', 'identity.phone_taken'] })
  register(@Body() body: Registration, @Req() request: FastifyRequest): Promise<RegistrationResponse> {
    return this.auth.register(body, deviceOf(request));
  }
}
