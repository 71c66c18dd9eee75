import { createPublicKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { CONFIG, type Config } from '@nqi/shared/config';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AUDIENCE, ISSUER, privateKey } from './access-tokens';

/** What a verified token says. */
export interface Claims {
  userId: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(@Inject(CONFIG) config: Config) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // A key object is parsed once; a PEM would be parsed again for every request.
      secretOrKey: createPublicKey(privateKey(config)) as unknown as string,
      algorithms: ['ES256'],
      issuer: ISSUER,
      audience: AUDIENCE,
    });
  }

  validate({ sub, exp }: { sub: string; exp: number }): Claims {
    return { userId: sub, expiresAt: exp };
  }
}
