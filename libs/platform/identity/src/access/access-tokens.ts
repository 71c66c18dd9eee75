import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { SigningKeys } from './signing-keys';

export const ISSUER = 'nqi';
export const AUDIENCE = 'nqi-api';

/** How long an access token is good for, in seconds. */
export const TOKEN_SECONDS = 1_800;

/** Issues short access tokens. Their times are the machine's, not those of the injected clock: they guard real time. */
@Injectable()
export class AccessTokens {
  constructor(private readonly keys: SigningKeys) {}

  issue(userId: string, sessionId: string): string {
    return jwt.sign({ sid: sessionId }, this.keys.signing, {
      algorithm: 'ES256',
      keyid: this.keys.signingKid,
      subject: userId,
      issuer: ISSUER,
      audience: AUDIENCE,
      expiresIn: TOKEN_SECONDS,
    });
  }
}
