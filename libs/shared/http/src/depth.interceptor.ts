import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { isDeeperThan } from './readable';

/** No request of this api is nested deeper than a few levels; what hashes and validates bodies is recursive. */
const LIMIT = 32;

/** Refuses a body that is nested so deeply that reading it would exhaust the stack. */
@Injectable()
export class DepthInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    // Bytes are no JSON, and there are many of them.
    if (!Buffer.isBuffer(body) && isDeeperThan(LIMIT, body))
      throw new DomainError('request.too_deep', { limit: LIMIT });
    return next.handle();
  }
}
