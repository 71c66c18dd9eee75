import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { isId } from '@nqi/shared/ids';
import jwt from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AUDIENCE, ISSUER } from './access-tokens';
import { SigningKeys } from './signing-keys';

type KeyAnswer = (error: unknown, key?: string) => void;

/** What a verified token says. */
export interface Claims {
  userId: string;
  sessionId: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(keys: SigningKeys) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request: unknown, token: string, done: KeyAnswer) =>
        // The library's types know no key objects, its verification takes nothing faster.
        done(null, keys.named(kidOf(token)) as unknown as string | undefined),
      algorithms: ['ES256'],
      issuer: ISSUER,
      audience: AUDIENCE,
    });
  }

  validate({ sub, sid, exp }: { sub?: unknown; sid?: unknown; exp: number }): Claims | false {
    return isIdText(sub) && isIdText(sid) ? { userId: sub, sessionId: sid, expiresAt: exp } : false;
  }
}

function isIdText(claim: unknown): claim is string {
  return typeof claim === 'string' && isId(claim);
}

/** The `kid` of a token's header, unverified: it only chooses among our own keys. */
function kidOf(token: string): unknown {
  return (jwt.decode(token, { complete: true })?.header as { kid?: unknown } | undefined)?.kid;
}
