import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Language, languageOf } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';

/** The language of this request, from `Accept-Language`. */
export const CurrentLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
