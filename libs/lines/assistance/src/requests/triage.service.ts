import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ClaimService } from '../claims/claim.service';
import { ClockService } from '../clocks/clock.service';
import { MessageService } from '../messages/message.service';
import type { TriageHelpRequest } from './triage.dto';
import { helpRequestLife } from './help-request.life';

/** What operators do: sort, publish, assign and hand on. */
@Injectable()
export class TriageService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly clocks: ClockService,
    private readonly claims: ClaimService,
    private readonly messages: MessageService,
  ) {}

  /** Another type has other clocks: they count from the submission all the same. */
  triage(actor: Actor, id: string, sorting: TriageHelpRequest): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'triage' }, async (tx, request) => {
      const { type: before } = request;
      request.type = sorting.type ?? request.type;
      request.category = sorting.category ?? request.category;
      request.priority = sorting.priority ?? request.priority;
      request.wantedExperts = sorting.wantedExperts ?? request.wantedExperts;
      request.openPlaces = request.wantedExperts;
      if (request.type === before) return;
      const since = request.submittedAt ?? this.clock.now();
      await this.clocks.stop(tx, request);
      await this.clocks.start(tx, request, 'first_response', since);
      await this.clocks.start(tx, request, 'answer', since);
    });
  }

  reject(actor: Actor, id: string, rejectionReason: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'reject' }, async (tx, request) => {
      request.rejectionReason = rejectionReason;
      await this.clocks.stop(tx, request);
      return { note: rejectionReason };
    });
  }

  /** @throws DomainError assistance.private_request */
  publish(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'publish' }, (_, request) => {
      if (!request.isPublic) throw new DomainError('assistance.private_request');
    });
  }

  /** @throws DomainError what {@link ClaimService.assign} throws */
  assign(actor: Actor, id: string, expertIds: readonly string[]): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'assign' }, async (tx, request) => {
      await this.claims.assign(tx, request, expertIds);
      return { details: { expertIds } };
    });
  }

  /** Takes a request from all its experts; the reason is for them, not for the requester. */
  transfer(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'transfer' }, async (tx, request) => {
      await this.messages.say(tx, actor, request, { body: reason, isInternal: true });
      await this.claims.end(tx, request, 'transferred');
      await this.clocks.stop(tx, request, 'reply');
      await this.clocks.resume(tx, request);
      request.transfers += 1;
    });
  }

  /** @throws DomainError assistance.extension_not_requested, assistance.extension_late */
  grantExtension(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'grant_extension' }, async (tx, request) => {
      if (request.extension !== 'requested') throw new DomainError('assistance.extension_not_requested');
      await this.clocks.assertNotLate(tx, request);
      request.extension = 'granted';
      const dueAt = await this.clocks.extend(tx, request);
      return { note: request.extensionReason, details: { answerDueAt: dueAt?.toISOString() } };
    });
  }

  /** @throws DomainError assistance.extension_not_requested */
  refuseExtension(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'refuse_extension' }, (_, request) => {
      if (request.extension !== 'requested') throw new DomainError('assistance.extension_not_requested');
      request.extension = 'refused';
      return { note: reason };
    });
  }
}
