import type { ServerResponse } from 'node:http';
import { type Asked, StandIn } from './stand-in';

/** A person as WeChat knows them. */
export interface WechatFriend {
  openid: string;
  unionid?: string;
  /** Whether the OAuth scope lets WeChat tell the unionid (snsapi_userinfo). */
  tellsUnionid?: boolean;
}

type Script = { errcode: number } | { text: string } | { status: number } | 'silence';

export const MINI = { id: 'wx-mini', secret: 'mini-secret' };
export const OFFICIAL = { id: 'wx-official', secret: 'official-secret' };

const ERRORS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  42001: 'access_token expired',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
};

/**
 * The interfaces of api.weixin.qq.com that are used here, as they are documented: JSON as text/plain with status 200,
 * errors by `errcode`, codes good once, one stable token for all callers. The errors can be scripted.
 */
export class Wechat {
  readonly friends = new Map<string, WechatFriend>();
  readonly sessionKey = 'HyVFkGl5F5OQWJZZaNzBBg==';
  tokenSeconds = 7_200;
  delayMs = 0;
  private readonly scripts = new Map<string, Script[]>();
  private readonly used = new Set<string>();
  private tokens = 1;
  private readonly standIn = new StandIn((asked, response) => this.answer(asked, response));

  start(): Promise<string> {
    return this.standIn.start();
  }

  stop(): Promise<void> {
    return this.standIn.stop();
  }

  /** As if nobody had ever asked it anything. */
  reset(): void {
    this.friends.clear();
    this.scripts.clear();
    this.used.clear();
    this.standIn.asked.length = 0;
    this.delayMs = 0;
  }

  /** The code that the app of this person got from WeChat. */
  codeOf(friend: WechatFriend): string {
    const code = `code-${this.friends.size}`;
    this.friends.set(code, friend);
    return code;
  }

  calls(path: string): Asked[] {
    return this.standIn.asked.filter((asked) => asked.path === path);
  }

  script(path: string, ...scripts: Script[]): void {
    this.scripts.set(path, [...(this.scripts.get(path) ?? []), ...scripts]);
  }

  /** From now on the token that was handed out is no good, as when it was changed elsewhere. */
  withdrawToken(): void {
    this.tokens += 1;
  }

  private async answer(asked: Asked, response: ServerResponse): Promise<void> {
    const script = this.scripts.get(asked.path)?.shift();
    if (script === 'silence') return;
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    response.setHeader('content-type', 'text/plain');
    const { status = 200, text } = this.scripted(script);
    response.statusCode = status;
    response.end(text ?? JSON.stringify(this.reply(asked)));
  }

  private scripted(script: Exclude<Script, 'silence'> | undefined): { status?: number; text?: string } {
    if (!script) return {};
    return 'errcode' in script ? { text: JSON.stringify(failure(script.errcode)) } : script;
  }

  private reply(asked: Asked): object {
    switch (asked.path) {
      case '/sns/jscode2session':
        return this.miniProgram(asked.query);
      case '/sns/oauth2/access_token':
        return this.officialAccount(asked.query);
      case '/cgi-bin/stable_token':
        return this.stableToken(asked.body);
      case '/cgi-bin/user/info':
        return this.userInfo(asked.query);
      default:
        return failure(40066);
    }
  }

  private miniProgram(query: URLSearchParams): object {
    const wrong = wrongApp(query, MINI) ?? this.useUp(query.get('js_code'));
    if (wrong) return wrong;
    const { openid, unionid } = this.friends.get(query.get('js_code') ?? '') as WechatFriend;
    return { session_key: this.sessionKey, openid, ...(unionid && { unionid }) };
  }

  private officialAccount(query: URLSearchParams): object {
    const wrong = wrongApp(query, OFFICIAL) ?? this.useUp(query.get('code'));
    if (wrong) return wrong;
    const { openid, unionid, tellsUnionid } = this.friends.get(query.get('code') ?? '') as WechatFriend;
    const scope = tellsUnionid ? 'snsapi_userinfo' : 'snsapi_base';
    const person = { openid, scope, ...(tellsUnionid && unionid && { unionid }) };
    return { access_token: 'of the person', expires_in: 7_200, refresh_token: 'of the person', ...person };
  }

  private useUp(code: string | null): object | undefined {
    if (!code || !this.friends.has(code)) return failure(40029);
    if (this.used.has(code)) return failure(40163);
    this.used.add(code);
    return undefined;
  }

  private stableToken({ grant_type, appid, secret }: Record<string, string>): object {
    const query = new URLSearchParams({ grant_type, appid, secret });
    return wrongApp(query, OFFICIAL) ?? { access_token: `stable-${this.tokens}`, expires_in: this.tokenSeconds };
  }

  private userInfo(query: URLSearchParams): object {
    if (query.get('access_token') !== `stable-${this.tokens}`) return failure(40001);
    const openid = query.get('openid');
    const friend = [...this.friends.values()].find((one) => one.openid === openid);
    return friend?.unionid ? { subscribe: 1, openid, unionid: friend.unionid } : { subscribe: 0, openid };
  }
}

function wrongApp(query: URLSearchParams, app: typeof MINI): object | undefined {
  if (query.get('appid') !== app.id) return failure(40013);
  return query.get('secret') === app.secret ? undefined : failure(40125);
}

function failure(errcode: number): object {
  return { errcode, errmsg: `${ERRORS[errcode] ?? 'error'}, rid: 65f1a2b3-1` };
}
