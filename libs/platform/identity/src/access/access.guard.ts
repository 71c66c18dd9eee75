import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import { PUBLIC } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor';
import { FOR_KEYS } from '../keys/for-keys.decorator';
import { KeyFacts } from '../keys/key-facts';
import { AccessFacts } from './access-facts';
import { ALLOWED, SIGNED_IN } from './allow.decorator';
import { BearerTokens } from './bearer-tokens';
import { LimitGuard } from './limit.guard';
import { isPermitted, type Permission } from './permissions';

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
    const allowed = this.reflector.getAllAndOverride<Permission | typeof SIGNED_IN | undefined>(ALLOWED, places);
    if (!allowed) throw new DomainError('access.forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await this.recognise(context, request, allowed).catch(async (error: unknown) => {
      // Whoever guesses at tokens and keys spends the allowance of their address.
      await this.limits.spend(request, context.switchToHttp().getResponse<FastifyReply>());
      throw error;
    });
    // Who is refused is known by now, so that the attempt can be written down.
    if (allowed !== SIGNED_IN && !isPermitted((request.actor as Actor).roles, allowed)) {
      throw new DomainError('access.forbidden');
    }
    return true;
  }

  private async recognise(
    context: ExecutionContext,
    request: FastifyRequest,
    allowed: Permission | typeof SIGNED_IN,
  ): Promise<void> {
    const organisation = request.headers['x-organisation-id'];
    if (this.keys.isPresented(request)) {
      const places = [context.getHandler(), context.getClass()];
      request.actor = await this.keys.actor(request, this.reflector.getAllAndOverride(FOR_KEYS, places));
      return;
    }
    const claims = await this.tokens.verify(context);
    request.personId = claims.userId;
    request.sessionId = claims.sessionId;
    const writes = !['GET', 'HEAD'].includes(request.method);
    request.actor = await (allowed === SIGNED_IN
      ? this.facts.person(claims, organisation)
      : this.facts.actor(claims, organisation, writes));
  }
}
