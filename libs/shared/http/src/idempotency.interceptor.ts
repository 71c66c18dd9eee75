import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UNKEPT } from './access';
import { SHOWN_ONCE } from './shown-once';

/** One use of a key: who, on which route, under which name, for which body. */
interface Use {
  caller: string;
  route: string;
  key: string;
  requestHash: string;
  /** Members of the answer that are not stored. */
  shownOnce: readonly string[];
}

interface Answer {
  request_hash: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Metadata key of {@link Unkept}. */
/** One use of a key: who, on which route, under which name, for which body. */
interface Use {
  caller: string;
  route: string;
  key: string;
  requestHash: string;
  /** Members of the answer that are not stored. */
  shownOnce: readonly string[];
}

interface Answer {
  request_hash: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

const KEPT_HEADERS = ['location', 'etag'];

/**
 * Runs a POST that carries an `Idempotency-Key` in one transaction with the answer it gives, so that the same key and
 * body get the stored answer, and a crash leaves either both or nothing.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly transactions: Transactions,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(UNKEPT, places)) return next.handle();
    const http = context.switchToHttp();
    const asked = useOf(http.getRequest());
    if (!asked) return next.handle();
    const shownOnce = this.reflector.get<readonly string[] | undefined>(SHOWN_ONCE, context.getHandler()) ?? [];
    const use = { ...asked, shownOnce };
    const reply = http.getResponse<FastifyReply>();
    return from(this.transactions.run((tx) => this.once(tx, use, reply, () => lastValueFrom(next.handle()))));
  }

  private async once(tx: Tx, use: Use, reply: FastifyReply, handle: () => Promise<unknown>): Promise<unknown> {
    await this.lock(tx, use);
    const [stored] = await tx.sql<Answer>(
      'SELECT request_hash, status, headers, body FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3',
      [use.caller, use.route, use.key],
    );
    if (stored) return replay(stored, use, reply);
    const body = await handle();
    await this.store(tx, use, reply, body);
    return body;
  }

  /** Only a try: whoever repeats a request that is still running is told so instead of waiting for it. */
  private async lock(tx: Tx, { caller, route, key }: Use): Promise<void> {
    const [row] = await tx.sql<{ locked: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
      [`${caller} ${route} ${key}`],
    );
    if (!row?.locked) throw new DomainError('idempotency.in_flight');
  }

  private async store(tx: Tx, use: Use, reply: FastifyReply, body: unknown): Promise<void> {
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
    );
    await tx.sql(
      `INSERT INTO idempotency_keys (caller, route, key, request_hash, status, headers, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [use.caller, use.route, use.key, use.requestHash, reply.statusCode, headers, keptPart(body, use)],
    );
  }
}

function useOf(request: FastifyRequest): Omit<Use, 'shownOnce'> | undefined {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined || !request.actor) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new DomainError('idempotency.bad_key');
  const { userId, organisationId, apiKeyId } = request.actor;
  return {
    caller: `${apiKeyId ?? userId}@${organisationId}`,
    route: `POST ${request.url}`,
    key,
    requestHash: hashOf(request.body),
  };
}

function hashOf(body: unknown): string {
  const content = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
  return createHash('sha256').update(content).digest('hex');
}

function keptPart(body: unknown, { shownOnce }: Use): string {
  return JSON.stringify(body ?? null, (name, value: unknown) => (shownOnce.includes(name) ? undefined : value));
}

function replay(stored: Answer, use: Use, reply: FastifyReply): unknown {
  if (stored.request_hash !== use.requestHash) throw new DomainError('idempotency.other_body');
  void reply.status(stored.status).headers({ ...stored.headers, 'idempotent-replayed': 'true' });
  return stored.body;
}
