import type { Socket } from 'node:net';
import { DomainError, toProblem } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';

/** Answers bytes that are no HTTP request, or headers that never end, with a problem document like any other refusal. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = toProblem(new DomainError(tooLarge ? 'request.too_large' : 'request.malformed'), 'en');
  const traceId = newId();
  const body = JSON.stringify({ ...problem, traceId });
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `X-Request-Id: ${traceId}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
