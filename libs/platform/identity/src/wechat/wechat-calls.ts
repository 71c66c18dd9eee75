import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import { LOGGER, type Logger } from '@nqi/shared/logging';

/** A JSON object of WeChat; `errcode` is absent or 0 when all is well. */
export type WechatAnswer = Readonly<Record<string, unknown>>;

interface Call {
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Posted as JSON; without it the call is a GET. */
  body?: object;
}

/** An access token that WeChat does not take (any more): invalid, expired, malformed. */
export class WechatTokenRefused extends Error {}

const OK = 200;
const SYSTEM_BUSY = -1;
const BAD_CODES = [40029, 40163, 41008];
const TOO_MANY = [45009, 45011];
const BLOCKED = 40226;
const TOKEN_REFUSED = [40001, 40014, 42001];

/** WeChat limits by the minute. */
const TOO_MANY_SECONDS = 60;
/** "System busy" has done nothing yet, so the call may be made again. */
const CALLS = 3;
const PAUSE_MS = 150;

/**
 * Calls of the WeChat api. Addresses hold our secret and the person's code, answers hold session keys: neither is ever
 * logged or handed on, only the name or number of what went wrong.
 */
@Injectable()
export class WechatCalls {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DomainError access.wechat_bad_code, …_too_many, …_blocked, …_unavailable; WechatTokenRefused */
  async answer(call: Call): Promise<WechatAnswer> {
    for (let made = 1; ; made += 1) {
      const answer = await this.make(call);
      const code = answer.errcode ?? 0;
      if (code === 0) return answer;
      if (code !== SYSTEM_BUSY || made >= CALLS) throw this.refusal(call.path, code);
      await pause(PAUSE_MS * made);
    }
  }

  private async make(call: Call): Promise<WechatAnswer> {
    const response = await this.fetch(call).catch((error: unknown) => {
      const { name, cause } = error as { name?: string; cause?: { code?: string } };
      throw this.unavailable(call.path, cause?.code ?? name ?? 'unknown');
    });
    if (response.status !== OK) throw this.unavailable(call.path, `status ${response.status}`);
    return this.parse(call.path, response.text);
  }

  private async fetch({ path, query, body }: Call): Promise<{ status: number; text: string }> {
    const { WECHAT_API_URL, WECHAT_TIMEOUT_MS } = this.config;
    const search = query ? `?${new URLSearchParams(query).toString()}` : '';
    const post = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${WECHAT_API_URL.replace(/\/$/, '')}${path}${search}`, {
      ...post,
      redirect: 'error',
      signal: AbortSignal.timeout(WECHAT_TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  }

  /** WeChat sends JSON as text/plain. */
  private parse(path: string, text: string): WechatAnswer {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      throw this.unavailable(path, 'no JSON');
    }
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as WechatAnswer;
    throw this.unavailable(path, 'no object');
  }

  private refusal(path: string, code: unknown): Error {
    const isAmong = (codes: readonly number[]): boolean => codes.includes(code as number);
    if (isAmong(BAD_CODES)) return new DomainError('access.wechat_bad_code');
    if (isAmong(TOO_MANY)) return new DomainError('access.wechat_too_many', { retryAfterSeconds: TOO_MANY_SECONDS });
    if (code === BLOCKED) return new DomainError('access.wechat_blocked');
    if (isAmong(TOKEN_REFUSED)) return new WechatTokenRefused();
    return this.unavailable(path, `errcode ${typeof code === 'number' ? code : 'of no number'}`);
  }

  private unavailable(path: string, reason: string): DomainError {
    this.logger.warn({ path, reason }, 'WeChat gave no usable answer');
    return new DomainError('access.wechat_unavailable');
  }
}
