import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { type Rate, type RatingResponse, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ClaimService } from '../claims/claim.service';
import { ClockService } from '../clocks/clock.service';
import { RequestRulesService } from '../clocks/request-rules.service';
import { MessageService } from '../messages/message.service';
import type { HelpRequest } from './help-request.entity';
import { helpRequestLife } from './help-request.life';
import { partiesOf } from './help-request.policy';
import { ResolutionService } from './resolution.service';
import { SETTLED } from './visibility.policy';

const DAY_MS = 86_400_000;
/** 不满意 and worse: somebody has to call (差评 100 % 核实整改). */
const BAD_GRADE = 2;
/** What ratings call a request. */
export const HELP_REQUEST = 'help_request';

/** What becomes of an answer: accepted, not good enough, rated, closed, asked again. */
@Injectable()
export class OutcomeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rules: RequestRulesService,
    private readonly clocks: ClockService,
    private readonly claims: ClaimService,
    private readonly messages: MessageService,
    private readonly resolution: ResolutionService,
    private readonly ratings: RatingService,
  ) {}

  accept(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'accept' }, (tx, request) =>
      this.resolution.resolve(tx, request, 'accepted'),
    );
  }

  /** A new round with a clock of its own; after as many as the rules say, another expert is needed. */
  dissatisfy(actor: Actor, id: string, reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      let spent: HelpRequest | undefined;
      await this.lifecycle.act(helpRequestLife, { actor, id, event: 'dissatisfy' }, async (_, request) => {
        await this.messages.say(tx, actor, request, { kind: 'dissatisfaction', body: reason });
        await this.clocks.stop(tx, request, 'acceptance');
        await this.clocks.start(tx, request, 'answer');
        const { maxRoundsPerExpert } = await this.rules.of(request.type, this.clock.today());
        if (request.round % maxRoundsPerExpert === 0) spent = request;
        Object.assign(request, { answer: null, answeredById: null, answeredAt: null, round: request.round + 1 });
        return { note: reason };
      });
      if (!spent) return;
      await this.claims.end(tx, spent, 'replaced');
      await this.lifecycle.cause(tx, helpRequestLife, spent, { event: 'release', by: null });
    });
  }

  /** @throws DomainError assistance.callback_needed */
  close(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'close' }, (_, request) => {
      if (request.isCallbackDue) throw new DomainError('assistance.callback_needed');
      Object.assign(request, { closure: 'completed', closedAt: this.clock.now() });
    });
  }

  /** Everything begins again but the number. @throws DomainError assistance.reopenings_exhausted, assistance.reopening_late */
  reopen(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'reopen' }, async (tx, request) => {
      await this.assertReopenable(request);
      const nothing = { extension: null, extensionReason: null, answer: null, answeredById: null, answeredAt: null };
      const unsettled = { resolution: null, resolvedAt: null, closure: null, closedAt: null, isCallbackDue: false };
      const counters = { round: 1, transfers: 0, pauses: 0, reopenings: request.reopenings + 1 };
      const places = { assigneeIds: [], openPlaces: request.wantedExperts, firstRespondedAt: null };
      Object.assign(request, { ...nothing, ...unsettled, ...counters, ...places });
      await this.clocks.start(tx, request, 'first_response');
      await this.clocks.start(tx, request, 'answer');
      await this.messages.say(tx, actor, request, { kind: 'dissatisfaction', body: reason });
      return { note: reason };
    });
  }

  /**
   * 好差评 by the requester, once the answer stands. A bad grade asks for a callback.
   * @throws DomainError workflow.not_a_party, workflow.wrong_state, ratings.already_rated, ratings.too_late
   */
  rate(actor: Actor, id: string, rate: Rate): Promise<RatingResponse> {
    return this.transactions.run(async (tx) => {
      const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
      assertRatable(actor, request);
      const expert = await this.claims.expertOf(tx, request, request.answeredById);
      if (!expert) throw new DomainError('service.fault');
      const { resolvedAt: endedAt } = request;
      const subject = { kind: HELP_REQUEST, id, ratedOrganisationId: expert.organisationId, endedAt };
      const rating = await this.ratings.rate(tx, actor, subject, rate);
      await this.count(tx, expert.id, rating.grade);
      if (rating.grade <= BAD_GRADE) {
        await tx.manager.save(Object.assign(request, { isCallbackDue: true, updatedAt: this.clock.now() }));
      }
      return toRatingResponse(rating);
    });
  }

  private async count(tx: Tx, expertId: string, grade: number): Promise<void> {
    await tx.sql(
      `UPDATE experts SET rating_count = rating_count + 1, rating_sum = rating_sum + $2, version = version + 1,
              updated_at = $3 WHERE id = $1`,
      [expertId, grade, this.clock.now()],
    );
  }

  private async assertReopenable({ type, reopenings, closedAt }: HelpRequest): Promise<void> {
    const { maxReopenings, reopeningDays } = await this.rules.of(type, this.clock.today());
    if (reopenings >= maxReopenings) throw new DomainError('assistance.reopenings_exhausted', { maxReopenings });
    const until = (closedAt?.getTime() ?? 0) + reopeningDays * DAY_MS;
    if (this.clock.now().getTime() > until) throw new DomainError('assistance.reopening_late', { reopeningDays });
  }
}

function assertRatable(actor: Actor, request: HelpRequest): void {
  const event = 'rate';
  if (!partiesOf(actor, request).has('requester')) {
    throw new DomainError('workflow.not_a_party', { event, parties: ['requester'] });
  }
  const { state, resolvedAt } = request;
  if (!SETTLED.includes(state) || resolvedAt === null) {
    throw new DomainError('workflow.wrong_state', { event, state, from: SETTLED, openEvents: [] });
  }
}
