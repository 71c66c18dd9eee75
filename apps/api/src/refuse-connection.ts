import type { Socket } from 'node:net';
import { DomainError, toProblem } from '@nqi/shared/errors';

/** Answers bytes that are no HTTP request, or headers that never end, with a problem document like any other refusal. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = toProblem(new DomainError(tooLarge ? 'request.too_large' : 'request.malformed'), 'en');
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
