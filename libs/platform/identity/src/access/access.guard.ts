import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import { PUBLIC } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor';
import { AccessFacts } from './access-facts';
import { ALLOWED, SIGNED_IN } from './allow.decorator';
import { BearerTokens } from './bearer-tokens';
import type { Claims } from './jwt.strategy';
import { isPermitted, type Permission } from './permissions';

/** Deny by default: a route that says neither `@Allow` nor `@Public` answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
    private readonly facts: AccessFacts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(PUBLIC, places)) return true;
    const allowed = this.reflector.getAllAndOverride<Permission | typeof SIGNED_IN | undefined>(ALLOWED, places);
    if (!allowed) throw new DomainError('access.forbidden');
    const claims = await this.tokens.verify(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.personId = claims.userId;
    request.sessionId = claims.sessionId;
    if (allowed === SIGNED_IN) request.actor = await this.facts.person(claims, request.headers['x-organisation-id']);
    else await this.admit(request, claims, allowed);
    return true;
  }

  /** A member with the permission. Who is refused is known all the same, so that the attempt can be written down. */
  private async admit(request: FastifyRequest, claims: Claims, permission: Permission): Promise<void> {
    const writes = !['GET', 'HEAD'].includes(request.method);
    const actor: Actor = await this.facts.actor(claims, request.headers['x-organisation-id'], writes);
    request.actor = actor;
    if (!isPermitted(actor.roles, permission)) throw new DomainError('access.forbidden');
  }
}
