import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { languageOf } from '@nqi/shared/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { BatchOutcome } from './batch';

/** Writes the outcome of a batch: its status, and the problems of its rows in the caller's language. */
@Injectable()
export class BatchInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((body) => {
        if (!(body instanceof BatchOutcome)) return body;
        void http.getResponse<FastifyReply>().status(body.status);
        return body.toResponse(languageOf(http.getRequest<FastifyRequest>().headers['accept-language']));
      }),
    );
  }
}
