import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { isUnavailable, sqlState, violatedConstraint } from '@nqi/shared/database';
import { DomainError, type ErrorCode, languageOf, toProblem } from '@nqi/shared/errors';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Refusals of the framework and of Fastify by status; anything else is a fault of ours. */
const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed',
  401: 'access.unauthenticated',
  403: 'access.forbidden',
  404: 'request.unknown_route',
  405: 'request.unknown_route',
  408: 'request.malformed',
  413: 'request.too_large',
  414: 'request.malformed',
  415: 'request.unsupported_media_type',
  429: 'request.too_many',
  431: 'request.malformed',
};

/** SQLSTATEs that stand for a refusal: what constraints, locks and retries say in the end. */
const CODE_BY_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '23505': 'record.duplicate',
  '23P01': 'record.overlap',
  '40001': 'request.busy',
  '40P01': 'request.busy',
  '55P03': 'request.busy',
};

/** Turns everything that is thrown into one RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called by Fastify's own error handler, for requests that never reach a route. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const refusal = toDomainError(error);
    const problem = toProblem(refusal, languageOf(request.headers['accept-language']));
    if (problem.status >= 500) this.logger.error({ err: error, requestId: request.id }, 'a request failed');
    if (problem.status === 503) void reply.header('Retry-After', '2');
    if (refusal.code === 'idempotency.in_flight') void reply.header('Retry-After', '1');
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Content-Language', languageOf(request.headers['accept-language']))
      .send(JSON.stringify({ ...problem, instance: request.url.split('?', 1)[0], traceId: request.id }));
  }
}

function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isUnavailable(error)) return new DomainError('service.unavailable');
  const bySqlState = CODE_BY_SQLSTATE[sqlState(error) ?? ''];
  if (bySqlState) return new DomainError(bySqlState, { constraint: violatedConstraint(error) });
  const byStatus = CODE_BY_STATUS[statusOf(error)];
  return new DomainError(byStatus ?? 'service.fault');
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
