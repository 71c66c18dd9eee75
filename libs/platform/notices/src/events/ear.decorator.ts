import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Person } from '@nqi/platform/identity';
import { languageOf } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import type { Ear } from './event.service';

/** Who listens by this request; only on routes with `@SignedIn`. */
export const CurrentEar = createParamDecorator((_: unknown, context: ExecutionContext): Ear => {
  const { actor, sessionId, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { person: actor as Person, sessionId: sessionId as string, language: languageOf(headers['accept-language']) };
});
