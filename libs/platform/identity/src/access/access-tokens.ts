import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import jwt from 'jsonwebtoken';

export const ISSUER = 'nqi';
export const AUDIENCE = 'nqi-api';

/** How long an access token is good for, in seconds. */
export const TOKEN_SECONDS = 1_800;

export function privateKey({ JWT_PRIVATE_KEY }: Config): KeyObject {
  return createPrivateKey(JWT_PRIVATE_KEY.replaceAll('\\n', '\n'));
}

/** Issues short access tokens. Their times are the machine's, not those of the injected clock: they guard real time. */
@Injectable()
export class AccessTokens {
  private readonly key: KeyObject;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = privateKey(config);
  }

  issue(userId: string): string {
    return jwt.sign({}, this.key, {
      algorithm: 'ES256',
      subject: userId,
      issuer: ISSUER,
      audience: AUDIENCE,
      expiresIn: TOKEN_SECONDS,
    });
  }
}
