import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ClaimService } from '../claims/claim.service';
import { ClockService } from '../clocks/clock.service';
import { type RequestRule, RequestRulesService } from '../clocks/request-rules.service';
import { MessageService } from '../messages/message.service';
import type { HelpRequest } from './help-request.entity';
import { helpRequestLife } from './help-request.life';

/** What experts do: claim, start, ask back, answer; decline, and ask for more time. */
@Injectable()
export class ServingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rules: RequestRulesService,
    private readonly clocks: ClockService,
    private readonly claims: ClaimService,
    private readonly messages: MessageService,
  ) {}

  /** The first ones win as many places as there are. @throws DomainError what {@link ClaimService.claim} throws */
  claim(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'claim' }, async (tx, request) => {
      const expert = await this.claims.claim(tx, request, actor.userId);
      return { details: { expertId: expert.id } };
    });
  }

  /**
   * Gives the own place back; the last who leaves sends the request back to the operators.
   * @throws DomainError assistance.transfers_exhausted
   */
  decline(actor: Actor, id: string, reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      let request: HelpRequest | undefined;
      await this.lifecycle.act(helpRequestLife, { actor, id, event: 'decline' }, async (_, locked) => {
        request = locked;
        await this.messages.say(tx, actor, locked, { body: reason, isInternal: true });
        await this.claims.end(tx, locked, 'declined', actor.userId);
        if (locked.assigneeIds.length > 0) return;
        const { maxTransfers } = await this.ruleOf(locked);
        if (locked.transfers >= maxTransfers) throw new DomainError('assistance.transfers_exhausted', { maxTransfers });
        locked.transfers += 1;
      });
      if (request?.assigneeIds.length === 0) {
        await this.lifecycle.cause(tx, helpRequestLife, request, { event: 'release', by: null });
      }
    });
  }

  /** 签收: the first response. */
  start(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'start' }, async (tx, request) => {
      request.firstRespondedAt ??= this.clock.now();
      await this.clocks.stop(tx, request, 'first_response');
    });
  }

  /** Asks the requester back; the answer's clock stands still. @throws DomainError assistance.pauses_exhausted */
  ask(actor: Actor, id: string, body: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'ask' }, async (tx, request) => {
      const { maxPauses } = await this.ruleOf(request);
      if (request.pauses >= maxPauses) throw new DomainError('assistance.pauses_exhausted', { maxPauses });
      request.pauses += 1;
      await this.messages.say(tx, actor, request, { kind: 'question', body });
      await this.clocks.pause(tx, request);
      await this.clocks.start(tx, request, 'reply');
    });
  }

  answer(actor: Actor, id: string, body: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'answer' }, async (tx, request) => {
      await this.messages.say(tx, actor, request, { kind: 'answer', body });
      Object.assign(request, { answer: body, answeredById: actor.userId, answeredAt: this.clock.now() });
      // What was asked for and not granted is no longer needed.
      if (request.extension === 'requested') Object.assign(request, { extension: null, extensionReason: null });
      await this.clocks.stop(tx, request, 'answer');
      await this.clocks.start(tx, request, 'acceptance');
    });
  }

  /**
   * Once, before the answer is due, and told to the requester.
   * @throws DomainError assistance.extension_not_offered, assistance.extension_used, assistance.extension_late
   */
  requestExtension(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'request_extension' }, async (tx, request) => {
      const { extension, type } = await this.ruleOf(request);
      if (extension === null) throw new DomainError('assistance.extension_not_offered', { type });
      if (request.extension !== null)
        throw new DomainError('assistance.extension_used', { extension: request.extension });
      await this.clocks.assertNotLate(tx, request);
      Object.assign(request, { extension: 'requested', extensionReason: reason });
      return { note: reason };
    });
  }

  private ruleOf({ type }: HelpRequest): Promise<RequestRule> {
    return this.rules.of(type, this.clock.today());
  }
}
