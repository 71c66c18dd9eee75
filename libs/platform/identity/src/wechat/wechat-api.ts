import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import { SingleFlight } from './single-flight';
import { type WechatAnswer, WechatCalls, WechatTokenRefused } from './wechat-calls';
import type { WechatPerson } from './wechat-identity.entity';

/** Who somebody is, asked of WeChat with the code that it gave them. */
@Injectable()
export class WechatApi {
  /** Every process has its own; the interface of stable tokens gives all of them the same one. */
  private readonly token = new SingleFlight(() => this.fetchToken());

  constructor(
    private readonly calls: WechatCalls,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `code2Session`. The session key in the answer is not kept: nothing of ours is encrypted with it. */
  async miniProgram(code: string): Promise<WechatPerson> {
    const { WECHAT_MINI_APP_ID: appid, WECHAT_MINI_APP_SECRET: secret } = this.config;
    if (!appid) throw new DomainError('access.wechat_off');
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' };
    const answer = await this.calls.answer({ path: '/sns/jscode2session', query });
    return { app: 'mini_program', openid: needed(answer.openid), unionid: textOrNull(answer.unionid) };
  }

  /** OAuth of the official account. Under the scope `snsapi_base` WeChat leaves the unionid out, see {@link unionid}. */
  async officialAccount(code: string): Promise<WechatPerson> {
    const { WECHAT_OFFICIAL_APP_ID: appid, WECHAT_OFFICIAL_APP_SECRET: secret } = this.config;
    if (!appid) throw new DomainError('access.wechat_off');
    const query = { appid, secret, code, grant_type: 'authorization_code' };
    const answer = await this.calls.answer({ path: '/sns/oauth2/access_token', query });
    return { app: 'official_account', openid: needed(answer.openid), unionid: textOrNull(answer.unionid) };
  }

  /** The unionid of a follower of the official account; null for who does not follow it. */
  async unionid(openid: string): Promise<string | null> {
    const answer = await this.withToken((token) =>
      this.calls.answer({ path: '/cgi-bin/user/info', query: { access_token: token, openid, lang: 'zh_CN' } }),
    );
    return textOrNull(answer.unionid);
  }

  /** Once more with a new token when WeChat has withdrawn the one we had. */
  private async withToken(call: (token: string) => Promise<WechatAnswer>): Promise<WechatAnswer> {
    const token = await this.token.get();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof WechatTokenRefused)) throw error;
      this.token.forget(token);
    }
    try {
      return await call(await this.token.get());
    } catch (error) {
      throw error instanceof WechatTokenRefused ? new DomainError('access.wechat_unavailable') : error;
    }
  }

  private async fetchToken(): Promise<{ value: string; expiresIn: number }> {
    const { WECHAT_OFFICIAL_APP_ID: appid, WECHAT_OFFICIAL_APP_SECRET: secret } = this.config;
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: false };
    const { access_token, expires_in } = await this.calls.answer({ path: '/cgi-bin/stable_token', body });
    return { value: needed(access_token), expiresIn: Number(expires_in) || 0 };
  }
}

function needed(value: unknown): string {
  const text = textOrNull(value);
  if (!text) throw new DomainError('access.wechat_unavailable');
  return text;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && /^[\x21-\x7e]{1,512}$/.test(value) ? value : null;
}
