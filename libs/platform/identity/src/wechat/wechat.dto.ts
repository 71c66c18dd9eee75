import { IsString, Matches } from 'class-validator';
import type { WechatApp, WechatIdentity } from './wechat-identity.entity';

export class WechatSignIn {
  /** From `wx.login`, or from the redirect of the official account. */
  @IsString() @Matches(/^[\w.-]{1,512}$/) code: string;
}

export class LinkWechat {
  /** From the problem `access.wechat_unlinked`. */
  @IsString() @Matches(/^[\w-]{1,100}$/) linkTicket: string;
}

/** A WeChat account through which I sign in. */
export class WechatLinkResponse {
  id: string;
  app: WechatApp;
  createdAt: Date;
}

export class WechatLinkList {
  items: WechatLinkResponse[];
}

export function toWechatLinkResponse({ id, app, createdAt }: WechatIdentity): WechatLinkResponse {
  return { id, app, createdAt };
}
