import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Claims } from './jwt.strategy';

/**
 * A bearer token (RFC 6750) and nothing around it. passport-jwt takes any two words of any length, in time that grows
 * with the square of the length, and every variant of a header would be remembered apart.
 */
const BEARER = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const LONGEST = 1_024;

/** Verifies bearer tokens with passport-jwt, and remembers each verified one until it expires. */
@Injectable()
export class BearerTokens extends AuthGuard('jwt') {
  private readonly verified = new LRUCache<string, Claims>({ max: 20_000 });

  /**
   * @returns the person and the session
   * @throws DomainError access.unauthenticated
   */
  async verify(context: ExecutionContext): Promise<Claims> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Claims }>();
    const header = request.headers.authorization ?? '';
    const token = header.length <= LONGEST ? BEARER.exec(header)?.[1] : undefined;
    if (!token) throw new DomainError('access.unauthenticated');
    const known = this.verified.get(token);
    if (known) return known;
    await super.canActivate(context);
    const claims = request.user as Claims;
    const ttl = claims.expiresAt * 1000 - Date.now();
    if (ttl > 0) this.verified.set(token, claims, { ttl });
    return claims;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error || !user) throw new DomainError('access.unauthenticated');
    return user;
  }
}
