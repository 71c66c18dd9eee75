import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { toEtag } from './version';

/** Gives every single record its ETag, and answers 304 to a client that already has it. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((body) => {
        const version = versionOf(body);
        return version === undefined ? body : withEtag(body, version, http.getRequest(), http.getResponse());
      }),
    );
  }
}

function withEtag(body: unknown, version: number, request: FastifyRequest, reply: FastifyReply): unknown {
  const etag = toEtag(version);
  void reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
  if (request.method !== 'GET' || request.headers['if-none-match'] !== etag) return body;
  void reply.status(304);
  return undefined;
}

function versionOf(body: unknown): number | undefined {
  const version = (body as { version?: unknown } | null | undefined)?.version;
  return typeof version === 'number' ? version : undefined;
}
