import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ErrorCode } from '@nqi/shared/errors';
import { IdParam, Operation, Public } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { TokenResponse } from '../auth/auth.dto';
import { deviceOf } from '../sessions/device';
import { LinkWechat, toWechatLinkResponse, WechatLinkList, WechatLinkResponse, WechatSignIn } from './wechat.dto';
import { WechatService } from './wechat.service';

const REFUSALS: readonly ErrorCode[] = [
  ...(['access.wechat_off', 'access.wechat_bad_code', 'access.wechat_too_many', 'access.wechat_blocked'] as const),
  ...(['access.wechat_unavailable', 'access.wechat_unlinked', 'access.second_factor_needed'] as const),
];

@Controller('v1')
export class WechatController {
  constructor(private readonly wechat: WechatService) {}

  @Post('auth/wechat/mini-program')
  @ApiTags('auth')
  @Public()
  @Operation({ summary: 'Sign in from the mini-program', errors: REFUSALS, status: 200 })
  byMiniProgram(@Body() { code }: WechatSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.wechat.byMiniProgram(code, deviceOf(request));
  }

  @Post('auth/wechat/official-account')
  @ApiTags('auth')
  @Public()
  @Operation({ summary: 'Sign in from the official account', errors: REFUSALS, status: 200 })
  byOfficialAccount(@Body() { code }: WechatSignIn, @Req() request: FastifyRequest): Promise<TokenResponse> {
    return this.wechat.byOfficialAccount(code, deviceOf(request));
  }

  @Get('me/wechat-links')
  @ApiTags('me')
  @Allow()
  @Operation({ summary: 'WeChat accounts through which I sign in' })
  async links(@CurrentActor() { userId }: Actor): Promise<WechatLinkList> {
    return { items: (await this.wechat.links(userId)).map(toWechatLinkResponse) };
  }

  @Post('me/wechat-links')
  @ApiTags('me')
  @Allow()
  @Operation({
    summary: 'Link the WeChat account of a ticket to my account',
    errors: ['access.wechat_ticket_over', 'access.wechat_taken'],
  })
  async link(@CurrentActor() { userId }: Actor, @Body() { linkTicket }: LinkWechat): Promise<WechatLinkResponse> {
    return toWechatLinkResponse(await this.wechat.link(userId, linkTicket));
  }

  @Post('me/wechat-links/:id/removal')
  @ApiTags('me')
  @Allow()
  @Operation({
    summary: 'Remove a WeChat account of mine, in every app; answers with those that are left',
    errors: ['record.not_found'],
    status: 200,
  })
  async unlink(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<WechatLinkList> {
    await this.wechat.unlink(actor.userId, id);
    return this.links(actor);
  }
}
