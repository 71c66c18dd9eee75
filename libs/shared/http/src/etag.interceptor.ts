import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/** Gives every single record and every file its ETag, and answers 304 to a client that already has it. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(map((body) => withEtag(body, http.getRequest(), http.getResponse())));
  }
}

function withEtag(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  const tag = tagOf(body);
  if (tag === undefined) return body;
  const etag = `"${tag}"`;
  void reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || !matches(request.headers['if-none-match'], etag)) return body;
  void reply.status(304);
  return undefined;
}

/** `If-None-Match` is a list, and compares weakly (RFC 9110): a proxy that compresses makes tags weak. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** A record is tagged by its version, a file by the hash that it carries. */
function tagOf(body: unknown): string | number | undefined {
  const { version, sha256 } = (body ?? {}) as { version?: unknown; sha256?: unknown };
  if (typeof version === 'number') return version;
  return typeof sha256 === 'string' ? sha256 : undefined;
}
