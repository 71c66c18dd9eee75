import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ErrorCode } from '@nqi/shared/errors';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { TokenResponse } from '../auth/auth.dto';
import { deviceOf } from '../sessions/device';
import { WechatSignIn } from './wechat.dto';
import { WechatService } from './wechat.service';

const REFUSALS: readonly ErrorCode[] = [
  ...(['access.wechat_off', 'access.wechat_bad_code', 'access.wechat_too_many', 'access.wechat_blocked'] as const),
  ...(['access.wechat_unavailable', 'access.wechat_unlinked', 'access.second_factor_needed'] as const),
];

@ApiTags('auth')
@Public()
@Controller('v1/auth/wechat')
export class WechatController {
  constructor(private readonly wechat: WechatService) {}

  @Post('mini-program')
  @Operation({ summary: 'Sign in from the mini-program', errors: REFUSALS, status: 200 })
  byMiniProgram(@Body() { code }: WechatSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.wechat.byMiniProgram(code, deviceOf(request));
  }

  @Post('official-account')
  @Operation({ summary: 'Sign in from the official account', errors: REFUSALS, status: 200 })
  byOfficialAccount(@Body() { code }: WechatSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.wechat.byOfficialAccount(code, deviceOf(request));
  }
}
