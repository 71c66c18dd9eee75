import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import { PUBLIC } from '@nqi/shared/http';
import type { FastifyRequest } from 'fastify';
import type { Actor, Person, Role } from '../actor';
import { AccessFacts } from './access-facts';
import { ALLOWED, SIGNED_IN } from './allow.decorator';
import { BearerTokens } from './bearer-tokens';
import type { Claims } from './jwt.strategy';

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
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED, places);
    if (!allowed) throw new DomainError('access.forbidden');
    const claims = await this.tokens.verify(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isPersonal = this.reflector.getAllAndOverride<boolean | undefined>(SIGNED_IN, places) ?? false;
    request.actor = isPersonal ? await this.personOf(claims, request) : await this.memberOf(claims, request, allowed);
    request.sessionId = claims.sessionId;
    return true;
  }

  private personOf(claims: Claims, { headers }: FastifyRequest): Promise<Person> {
    return this.facts.person(claims, headers['x-organisation-id']);
  }

  private async memberOf(claims: Claims, request: FastifyRequest, allowed: readonly Role[]): Promise<Actor> {
    const writes = !['GET', 'HEAD'].includes(request.method);
    const actor = await this.facts.actor(claims, request.headers['x-organisation-id'], writes);
    if (allowed.length > 0 && !allowed.some((role) => actor.roles.has(role))) throw new DomainError('access.forbidden');
    return actor;
  }
}
