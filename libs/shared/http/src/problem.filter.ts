import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { isUnavailable, sqlState, violatedConstraint } from '@nqi/shared/database';
import { DomainError, type ErrorCode, languageOf, type Problem, toProblem } from '@nqi/shared/errors';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusals } from './refusals';

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

/** Constraints whose refusal has a name of its own. */
const CODE_BY_CONSTRAINT: Readonly<Record<string, ErrorCode>> = {
  invitations_open_key: 'identity.invitation_open',
  join_requests_open_key: 'identity.request_open',
  memberships_active_key: 'identity.already_member',
  organisations_uscc_key: 'identity.uscc_taken',
};

/** SQLSTATEs that stand for a refusal: what constraints, locks and retries say in the end. */
const CODE_BY_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '23505': 'record.duplicate',
  '23P01': 'record.overlap',
  '40001': 'request.busy',
  '40P01': 'request.busy',
  '55P03': 'request.busy',
  '57014': 'request.busy',
};

/**
 * SQLSTATEs of input that should not have reached the database: the caller is told that it is theirs, and the log tells
 * us which check in front of the database is too lax.
 */
const CODE_OF_LAX_CHECK: Readonly<Record<string, ErrorCode>> = {
  '22001': 'request.unstorable', // string_data_right_truncation
  '22003': 'request.unstorable', // numeric_value_out_of_range
  '22007': 'request.unstorable', // invalid_datetime_format
  '22008': 'request.unstorable', // datetime_field_overflow
  '22021': 'request.unstorable', // character_not_in_repertoire: NUL
  '22P02': 'request.unstorable', // invalid_text_representation
  '22P05': 'request.unstorable', // untranslatable_character: NUL in jsonb
  '23502': 'record.refused_value', // not_null_violation
  '23503': 'record.unknown_reference', // foreign_key_violation
  '23514': 'record.refused_value', // check_violation
};

/** Turns everything that is thrown into one RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly refusals: Refusals,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called by Fastify itself, for requests that never reach a route. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const language = languageOf(request.headers['accept-language']);
    const problem = toProblem(toDomainError(error), language);
    this.note(error, problem.status, request);
    this.refusals.note(request, problem);
    const body = { ...problem, instance: request.url.split('?', 1)[0], traceId: request.id };
    void reply
      .status(problem.status)
      .headers({ ...headersOf(problem), 'Content-Language': language, 'X-Request-Id': request.id })
      .send(JSON.stringify(body));
  }

  private note(error: unknown, status: number, { id: requestId, routeOptions }: FastifyRequest): void {
    if (status >= 500) this.logger.error({ err: error, requestId }, 'a request failed');
    else if (Object.hasOwn(CODE_OF_LAX_CHECK, sqlState(error) ?? '')) {
      const facts = { sqlState: sqlState(error), constraint: violatedConstraint(error), route: routeOptions?.url };
      this.logger.warn({ ...facts, requestId }, 'bad input reached the database');
    }
  }
}

/** What a client does next is in the headers where HTTP has one for it. */
function headersOf({ status, code, retryAfterSeconds }: Problem): Record<string, string> {
  return {
    'Content-Type': 'application/problem+json; charset=utf-8',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 503 && { 'Retry-After': '2' }),
    ...(code === 'idempotency.in_flight' && { 'Retry-After': '1' }),
    ...(typeof retryAfterSeconds === 'number' && { 'Retry-After': String(retryAfterSeconds) }),
  };
}

function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isUnavailable(error)) return new DomainError('service.unavailable');
  const refusal = refusalIn(error);
  if (refusal) return refusal;
  return new DomainError(
    CODE_OF_LAX_CHECK[sqlState(error) ?? ''] ?? CODE_BY_STATUS[statusOf(error)] ?? 'service.fault',
  );
}

/** What a constraint, a lock or a retry says in the end. */
function refusalIn(error: unknown): DomainError | undefined {
  const constraint = violatedConstraint(error);
  const named = CODE_BY_CONSTRAINT[constraint ?? ''];
  if (named) return new DomainError(named);
  const code = CODE_BY_SQLSTATE[sqlState(error) ?? ''];
  return code && new DomainError(code, { constraint });
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
