import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { ErrorCode } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';

/** Metadata key of {@link TakesBytes}. */
export const BYTES = 'http:bytes';

/** How many bytes a route takes, and what it says to more. */
export interface BytesLimit {
  readonly bytes: number;
  readonly code: ErrorCode;
}

/**
 * The body of this route is a file of one of these media types as it is, not JSON. Up to the limit the handler gets it by
 * {@link Bytes}; without a limit it reads the request itself.
 */
export function TakesBytes(types: readonly string[], limit?: BytesLimit): MethodDecorator {
  return applyDecorators(
    SetMetadata(BYTES, limit ?? 'unread'),
    ApiConsumes(...types),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** The bytes of the body. */
export const Bytes = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().body as Buffer,
);
