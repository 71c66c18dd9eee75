import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { TokenResponse } from '../auth/auth.dto';
import { Entrance } from '../auth/entrance.service';
import { deviceOf } from '../sessions/device';
import { SecondFactorSignIn } from './second-factor.dto';

@ApiTags('auth')
@Public()
@Controller('v1/auth/second-factor')
export class SecondFactorSignInController {
  constructor(private readonly entrance: Entrance) {}

  @Post()
  @Operation({
    summary: 'Complete a sign-in that asked for a second factor',
    errors: ['access.challenge_over', 'access.bad_second_factor', 'access.second_factor_missing', 'access.slowed_down'],
    status: 200,
  })
  signIn(@Body() { challenge, code }: SecondFactorSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.entrance.complete(challenge, code, deviceOf(request));
  }
}
