import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import { PUBLIC } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Role } from '../actor';
import { FOR_KEYS } from '../keys/for-keys.decorator';
import { KeyFacts } from '../keys/key-facts';
import { AccessFacts } from './access-facts';
import { ALLOWED } from './allow.decorator';
import { BearerTokens } from './bearer-tokens';
import { LimitGuard } from './limit.guard';

/** Deny by default: a route that says neither `@Allow` nor `@Public` answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
    private readonly facts: AccessFacts,
    private readonly keys: KeyFacts,
    private readonly limits: LimitGuard,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(PUBLIC, places)) return true;
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED, places);
    if (!allowed) throw new DomainError('access.forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.caller(context, request).catch(async (error: unknown) => {
      // Whoever guesses at tokens and keys spends the allowance of their address.
      await this.limits.spend(request, context.switchToHttp().getResponse<FastifyReply>());
      throw error;
    });
    if (allowed.length > 0 && !allowed.some((role) => actor.roles.has(role))) throw new DomainError('access.forbidden');
    request.actor = actor;
    return true;
  }

  private caller(context: ExecutionContext, request: FastifyRequest): Promise<Actor> {
    if (!this.keys.isPresented(request)) return this.person(context, request);
    const places = [context.getHandler(), context.getClass()];
    return this.keys.actor(request, this.reflector.getAllAndOverride(FOR_KEYS, places));
  }

  private async person(context: ExecutionContext, request: FastifyRequest): Promise<Actor> {
    const claims = await this.tokens.verify(context);
    const actor = await this.facts.actor(claims, request.headers['x-organisation-id']);
    request.sessionId = claims.sessionId;
    return actor;
  }
}
