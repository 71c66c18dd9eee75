import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import type { Principal } from '@nqi/shared/http';
import { type Allowance, Limits, networkOf } from '@nqi/shared/limits';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Routes of which one request does the work of many. */
const HEAVY = /\/(batches|elevator-filing-batches|exports|imports|previews)$/;

/** After {@link AccessGuard}: whoever was let in spends their allowance, and everybody else that of their address. */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly limits: Limits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    await this.spend(request, reply);
    return true;
  }

  /** @throws DomainError request.too_many with the seconds after which it is worth another try */
  async spend(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { actor } = request;
    const standing = await this.limits.take(actor ? this.ofMember(request, actor) : this.ofAddress(request));
    if (!standing) return;
    const { limit, remaining, resetSeconds, isOver } = standing;
    void reply.headers({
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(resetSeconds),
    });
    if (isOver) throw new DomainError('request.too_many', { retryAfterSeconds: resetSeconds });
  }

  private ofAddress({ ip, method }: FastifyRequest): Allowance[] {
    const { LIMIT_ADDRESS_READS, LIMIT_ADDRESS_WRITES } = this.config;
    const isRead = method === 'GET';
    const key = `a:${isRead ? 'r' : 'w'}:${networkOf(ip)}`;
    return [{ key, perMinute: isRead ? LIMIT_ADDRESS_READS : LIMIT_ADDRESS_WRITES }];
  }

  private ofMember({ method, routeOptions }: FastifyRequest, actor: Principal): Allowance[] {
    const { LIMIT_READS, LIMIT_WRITES, LIMIT_HEAVY, LIMIT_ORGANISATION_FACTOR: factor } = this.config;
    const [sort, perMinute] =
      method === 'GET'
        ? ['r', LIMIT_READS]
        : HEAVY.test(routeOptions.url ?? '')
          ? ['h', LIMIT_HEAVY]
          : ['w', LIMIT_WRITES];
    const { userId, organisationId, apiKeyId } = actor;
    return [
      { key: `${apiKeyId ? 'k' : 'u'}:${sort}:${apiKeyId ?? userId}`, perMinute: Number(perMinute) },
      { key: `o:${sort}:${organisationId}`, perMinute: Number(perMinute) * factor },
    ];
  }
}
