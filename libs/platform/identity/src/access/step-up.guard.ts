import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import type { Actor, Capability } from '../actor';

interface Assurance {
  isSteppedUp: boolean;
  hasFactor: boolean;
}

const ASSURANCE = {
  name: 'assurance_of_session',
  text: `SELECT coalesce(s.stepped_up_until > now(), false) AS "isSteppedUp", f.user_id IS NOT NULL AS "hasFactor"
         FROM sessions s LEFT JOIN second_factors f ON f.user_id = s.user_id AND f.confirmed_at IS NOT NULL
         WHERE s.id = $1 AND s.ended_at IS NULL`,
};

/** Asks for the second factor again. Read fresh each time: such routes are rare, and a step-up must hold at once. */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(
    private readonly reads: PreparedReads,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.config.STEP_UP === 'off') return true;
    const { sessionId, actor } = context.switchToHttp().getRequest<FastifyRequest>();
    // Without a session there is nobody who could be asked.
    if (!sessionId) throw new DomainError('access.step_up_needed');
    const [{ isSteppedUp, hasFactor } = NOTHING] = await this.reads.rows<Assurance>(ASSURANCE, [sessionId]);
    if (hasFactor && !isSteppedUp) throw new DomainError('access.step_up_needed');
    if (!hasFactor && this.isRequiredOf(actor)) throw new DomainError('access.second_factor_missing');
    return true;
  }

  /** An enterprise's clerk need not own an authenticator to get at their own data. */
  private isRequiredOf(actor: FastifyRequest['actor']): boolean {
    const capabilities = (actor as Actor | undefined)?.capabilities;
    return this.config.STEP_UP === 'required' && STAFF.some((capability) => capabilities?.has(capability));
  }
}

/** Whose people are staff. */
const STAFF: readonly Capability[] = ['institution', 'regulator', 'platform'];

/** A session that has ended since the guard of every route believed in it. */
const NOTHING: Assurance = { isSteppedUp: false, hasFactor: true };
