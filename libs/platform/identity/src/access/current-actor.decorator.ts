import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Person } from '../actor';

/** Who this request acts for; only on routes with `@Allow`. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<FastifyRequest>().actor as Actor,
);

/** Who is signed in; only on routes with `@SignedIn`. */
export const CurrentPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person =>
    context.switchToHttp().getRequest<FastifyRequest>().actor as Person,
);

/** The id of the session that this request came with; only on routes with `@Allow` or `@SignedIn`. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().sessionId as string,
);
