import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { LinkWechat, toWechatLinkResponse, WechatLinkList, WechatLinkResponse } from './wechat.dto';
import { WechatService } from './wechat.service';

@ApiTags('me')
@Allow()
@Names({ id: 'wechat_link' })
@Controller('v1/me/wechat-links')
export class WechatLinkController {
  constructor(private readonly wechat: WechatService) {}

  @Get()
  @Operation({ summary: 'WeChat accounts through which I sign in' })
  async links(@CurrentActor() { userId }: Actor): Promise<WechatLinkList> {
    return { items: (await this.wechat.links(userId)).map(toWechatLinkResponse) };
  }

  @Post()
  @Operation({
    summary: 'Link the WeChat account of a ticket to my account',
    errors: ['access.wechat_ticket_over', 'access.wechat_taken'],
  })
  async link(@CurrentActor() { userId }: Actor, @Body() { linkTicket }: LinkWechat): Promise<WechatLinkResponse> {
    return toWechatLinkResponse(await this.wechat.link(userId, linkTicket));
  }

  @Post(':id/removal')
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
