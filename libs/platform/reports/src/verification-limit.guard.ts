import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import { Limits, networkOf } from '@nqi/shared/limits';
import type { FastifyRequest } from 'fastify';

/** Whoever scans reports needs a few a minute; whoever tries numbers and codes needs millions. */
@Injectable()
export class VerificationLimitGuard implements CanActivate {
  constructor(
    private readonly limits: Limits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError request.too_many */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const standing = await this.limits.take([
      { key: `a:v:${networkOf(ip)}`, perMinute: this.config.LIMIT_ADDRESS_CHECKS },
    ]);
    if (standing?.isOver) throw new DomainError('request.too_many', { retryAfterSeconds: standing.resetSeconds });
    return true;
  }
}
