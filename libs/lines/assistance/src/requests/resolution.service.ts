import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ClaimService } from '../claims/claim.service';
import { ClockService } from '../clocks/clock.service';
import type { ClockKind } from '../clocks/clock-times';
import { RequestRulesService } from '../clocks/request-rules.service';
import type { HelpRequest } from './help-request.entity';
import { helpRequestLife } from './help-request.life';

/** How a locked request comes to its end: by the requester's word, or by silence. */
@Injectable()
export class ResolutionService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rules: RequestRulesService,
    private readonly clocks: ClockService,
    private readonly claims: ClaimService,
  ) {}

  /** The answer stands: places are free again, and where the rules ask for it an operator has to call. */
  async resolve(tx: Tx, request: HelpRequest, resolution: 'accepted' | 'silent'): Promise<void> {
    const { needsCallback } = await this.rules.of(request.type, this.clock.today());
    const isCallbackDue = needsCallback || resolution === 'silent';
    Object.assign(request, { resolution, isCallbackDue, resolvedAt: this.clock.now() });
    await this.clocks.stop(tx, request);
    await this.claims.end(tx, request, 'done');
    const expert = await this.claims.expertOf(tx, request, request.answeredById);
    await tx.sql(
      'UPDATE experts SET answered_count = answered_count + 1, version = version + 1, updated_at = $2 WHERE id = $1',
      [expert?.id ?? null, this.clock.now()],
    );
  }

  /** Nobody said anything for as long as the rules wait: an answer is accepted, a question closed. */
  async endSilence(tx: Tx, request: HelpRequest, waitedFor: ClockKind): Promise<void> {
    if (waitedFor === 'acceptance' && request.state === 'answered') {
      await this.resolve(tx, request, 'silent');
      return this.lifecycle.cause(tx, helpRequestLife, request, { event: 'auto_accept', by: null });
    }
    if (waitedFor !== 'reply' || request.state !== 'waiting_requester') return;
    Object.assign(request, { closure: 'no_response', closedAt: this.clock.now() });
    await this.clocks.stop(tx, request);
    await this.claims.end(tx, request, 'done');
    await this.lifecycle.cause(tx, helpRequestLife, request, { event: 'time_out', by: null });
  }
}
