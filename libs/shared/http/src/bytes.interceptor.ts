import { Readable } from 'node:stream';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import { from, type Observable, switchMap } from 'rxjs';
import { BYTES, type BytesLimit } from './bytes.decorator';

/** Reads the bytes that a route takes, once it is known that the caller may send them; no other route is sent any. */
@Injectable()
export class BytesInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const limit = this.reflector.get<BytesLimit | 'unread' | undefined>(BYTES, context.getHandler());
    const { body } = request;
    if (limit === 'unread' || (!limit && !(body instanceof Readable))) return next.handle();
    if (!limit || !(body instanceof Readable)) throw new DomainError('request.unsupported_media_type');
    return from(gather(body, limit)).pipe(
      switchMap((content) => {
        request.body = content;
        return next.handle();
      }),
    );
  }
}

async function gather(body: Readable, { bytes, code }: BytesLimit): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > bytes) throw new DomainError(code);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
