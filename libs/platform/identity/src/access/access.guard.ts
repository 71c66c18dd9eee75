import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import { PUBLIC } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import { AccessFacts } from './access-facts';
import { ALLOWED } from './allow.decorator';
import { BearerTokens } from './bearer-tokens';
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
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(ALLOWED, places);
    if (!permission) throw new DomainError('access.forbidden');
    const claims = await this.tokens.verify(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.personId = claims.userId;
    request.sessionId = claims.sessionId;
    const actor = await this.facts.actor(claims, request.headers['x-organisation-id']);
    request.actor = actor;
    if (!isPermitted(actor.roles, permission)) throw new DomainError('access.forbidden');
    return true;
  }
}
