import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Act, actAs } from '@nqi/shared/audit';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

/** Says of everything that a request records who asks, from where and for what. */
@Injectable()
export class ActingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.act = actOf(request);
    return actAs(request.act, () => next.handle());
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The circumstances of a request; the path is that of the route, without what people write into it. */
export function actOf(request: FastifyRequest): Act {
  const { actor, personId, sessionId, method, routeOptions, ip: address, id: requestId } = request;
  return {
    ...{ what: `${method} ${routeOptions.url ?? 'unknown'}`, address, requestId, sessionId },
    ...{ actorId: actor?.userId ?? personId, organisationId: actor?.organisationId ?? undefined },
    leavesTrace: actor !== undefined && !READS.has(method),
  };
}
