import { Injectable } from '@nestjs/common';
import { type Actor, Districts, OrganisationService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { indexTerms } from '@nqi/shared/text';
import { ClaimService } from '../claims/claim.service';
import { ClockService } from '../clocks/clock.service';
import type { ChangeHelpRequest, CreateHelpRequest } from './help-request.dto';
import type { HelpRequest } from './help-request.entity';
import { helpRequestLife } from './help-request.life';
import { partiesOf } from './help-request.policy';
import { orUsual } from './usual';

/** Facts that can be changed but not taken away. */
const KEPT = [
  'type',
  'priority',
  'category',
  'title',
  'description',
  'isPublic',
  'isAnonymous',
  'wantedExperts',
] as const;

type Wish = Pick<HelpRequest, (typeof KEPT)[number] | 'industry' | 'districtCode'>;

/** What those who ask do: from the draft to the submission, and the way out. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly numbers: Numbers,
    private readonly districts: Districts,
    private readonly organisations: OrganisationService,
    private readonly clocks: ClockService,
    private readonly claims: ClaimService,
  ) {}

  /** @returns the id of the draft @throws DomainError request.invalid for an unknown district */
  create(actor: Actor, facts: CreateHelpRequest): Promise<string> {
    return this.transactions.run(async (tx) => {
      await this.districts.assertKnown(tx, facts.districtCode, '/districtCode');
      const wish = await this.wishOf(tx, actor, facts);
      const { id } = this.lifecycle.begin(tx, helpRequestLife, this.draft(actor, wish), {
        ...{ event: 'create', by: actor, parties: new Set(['requester'] as const) },
      });
      return id;
    });
  }

  /**
   * Edits a draft on the ground of the version that the caller has read.
   * @throws DomainError workflow.not_a_party, workflow.wrong_state, precondition.stale, request.invalid
   */
  change(actor: Actor, id: string, version: number, change: ChangeHelpRequest): Promise<void> {
    return this.transactions.run(async (tx) => {
      const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
      assertDraft(actor, request);
      assertVersion(request, version);
      const errors = KEPT.filter((field) => change[field] === null).map((field) => ({
        ...{ pointer: `/${field}`, code: 'field.required' },
      }));
      if (errors.length > 0) throw new DomainError('request.invalid', { errors });
      await this.districts.assertKnown(tx, change.districtCode, '/districtCode');
      Object.assign(request, change, { updatedAt: this.clock.now() });
      request.openPlaces = request.wantedExperts;
      request.terms = indexTerms(request.title, request.description);
      await tx.manager.save(request);
      const happening = { recordType: 'help_request', recordId: id, event: 'change', from: 'draft', to: 'draft' };
      this.history.record(tx, { ...happening, by: actor, details: { fields: Object.keys(change) } });
    });
  }

  /** The clocks start (即收). */
  submit(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'submit' }, async (tx, request) => {
      const [number = null] = await this.numbers.ordinary(tx, 'help_request_number', this.clock.today(), 1);
      Object.assign(request, { number, submittedAt: this.clock.now() });
      await this.clocks.start(tx, request, 'first_response');
      await this.clocks.start(tx, request, 'answer');
    });
  }

  withdraw(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.lifecycle.act(helpRequestLife, { actor, id, event: 'withdraw' }, async (tx, request) => {
      await this.clocks.stop(tx, request);
      await this.claims.end(tx, request, 'withdrawn');
      return { note: reason };
    });
  }

  /** What the enterprise leaves open has its usual answer; it asks from where it is. */
  private async wishOf(tx: Tx, { organisationId }: Actor, facts: CreateHelpRequest): Promise<Wish> {
    const { type, category, title, description } = facts;
    const said = { type, category, title, description };
    const own = (await this.organisations.byIds(tx, [organisationId])).get(organisationId);
    const usual = {
      priority: 'normal',
      industry: null,
      isPublic: false,
      isAnonymous: false,
      wantedExperts: 1,
    } as const;
    const open = orUsual<Omit<Wish, keyof typeof said>>(facts, { ...usual, districtCode: own?.districtCode ?? null });
    return { ...said, ...open };
  }

  private draft(actor: Actor, wish: Wish): Omit<HelpRequest, 'state' | 'updatedAt' | 'version'> {
    return {
      ...{ id: newId(), number: null, ...wish, terms: indexTerms(wish.title, wish.description) },
      ...{ openPlaces: wish.wantedExperts, assigneeIds: [] },
      ...{ requesterOrganisationId: actor.organisationId, requesterId: actor.userId },
      ...{ round: 1, reopenings: 0, transfers: 0, pauses: 0, extension: null, extensionReason: null },
      ...{ answer: null, answeredById: null, answeredAt: null, rejectionReason: null, resolution: null, closure: null },
      ...{ isCallbackDue: false, submittedAt: null, firstRespondedAt: null, resolvedAt: null, closedAt: null },
      createdAt: this.clock.now(),
    };
  }
}

function assertDraft(actor: Actor, request: HelpRequest): void {
  const event = 'change';
  if (!partiesOf(actor, request).has('requester')) {
    throw new DomainError('workflow.not_a_party', { event, parties: ['requester'] });
  }
  const { state } = request;
  if (state !== 'draft')
    throw new DomainError('workflow.wrong_state', { event, state, from: ['draft'], openEvents: [] });
}
