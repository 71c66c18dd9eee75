import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle, type Remark } from '@nqi/shared/lifecycle';
import type { Actor, Person, Role } from '../actor';
import { Membership } from '../memberships/membership.entity';
import { assertAdministered, assertDuties, MembershipService } from '../memberships/membership.service';
import type { SubmitEvidence } from '../onboarding/evidence.dto';
import { EvidenceService } from '../onboarding/evidence.service';
import { Organisation } from '../organisations/organisation.entity';
import { organisationLife } from '../organisations/organisation.life';
import { normaliseUscc } from '../organisations/uscc';
import type { AskToJoin } from './join-request.dto';
import { JoinRequest } from './join-request.entity';
import { joinRequestLife } from './join-request.life';

/** Nobody works for more at once; a brake on whoever asks everywhere. */
const OPEN_AT_ONCE = 10;

/** What a person says with a request. */
type Saying = Partial<Pick<JoinRequest, 'note' | 'statedName'>>;

/** People who ask to belong, and the take-over of organisations that nobody speaks for. */
@Injectable()
export class JoinRequestService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly memberships: MembershipService,
    private readonly evidence: EvidenceService,
  ) {}

  /** @returns the id @throws DomainError request.invalid, and what {@link begin} throws */
  ask(person: Person, { organisationId, uscc, note }: AskToJoin): Promise<string> {
    if ((organisationId === undefined) === (uscc === undefined)) throw invalid('/uscc', 'field.required');
    return this.transactions.run(async (tx) => {
      const where = organisationId === undefined ? { uscc: normaliseUscc(uscc ?? '') } : { id: organisationId };
      const organisation = await tx.manager.findOneBy(Organisation, where);
      const pointer = organisationId === undefined ? '/uscc' : '/organisationId';
      if (!organisation) throw invalid(pointer, 'field.unknown_organisation');
      return this.begin(tx, { userId: person.userId, organisationId: organisation.id }, { note });
    });
  }

  /**
   * A person asks to join an organisation; one that nobody speaks for is claimed by it.
   * @throws DomainError identity.organisation_closed, identity.already_member, identity.request_open,
   * identity.too_many_requests
   */
  async begin(
    tx: Tx,
    { userId, organisationId }: { userId: string; organisationId: string },
    { note, statedName }: Saying,
  ): Promise<string> {
    // Held, so that it is not taken over between the look at its state and the claim.
    const lock = { mode: 'pessimistic_read' } as const;
    const { state } = await tx.manager.findOneOrFail(Organisation, { where: { id: organisationId }, lock });
    if (state === 'cancelled') throw new DomainError('identity.organisation_closed');
    const isMember = await tx.manager.existsBy(Membership, { userId, organisationId, state: 'active' });
    if (isMember) throw new DomainError('identity.already_member');
    await this.assertRoom(tx, userId);
    const isClaim = state === 'unclaimed';
    const request = {
      ...{ id: newId(), organisationId, userId, isClaim, statedName: statedName ?? null, note: note ?? null },
      ...{ reason: null, createdAt: this.clock.now() },
    };
    const by = { userId, organisationId: null };
    const cause = { event: 'ask', by, parties: new Set(['requester'] as const), details: { isClaim } } as const;
    return this.lifecycle.begin(tx, joinRequestLife, request, cause).id;
  }

  /** @throws DomainError identity.no_claim */
  submitEvidence(person: Person, id: string, facts: SubmitEvidence): Promise<void> {
    return this.act(person, id, 'submit_evidence', async (tx, request) => {
      if (!request.isClaim) throw new DomainError('identity.no_claim');
      const { organisationId } = request;
      await this.evidence.submit(tx, { organisationId, joinRequestId: id, userId: person.userId }, facts);
      return { details: { kind: facts.kind } };
    });
  }

  /**
   * The person becomes a member. Of a claim that is the take-over: only now is the enterprise's row, with everything
   * that was recorded under it, anybody's. A code is public, so that knowing it must open nothing; the claimant belongs
   * nowhere until a reviewer has seen the evidence.
   * @throws DomainError identity.evidence_missing, identity.last_admin for a claimant who would be none,
   * identity.role_not_available, identity.already_member
   */
  approve(actor: Actor, id: string, roles: Role[]): Promise<void> {
    assertDuties(actor, null, [], roles);
    return this.transactions.run(async (tx) => {
      const found = await tx.manager.findOneBy(JoinRequest, { id });
      // Before the request, as everywhere: two approvals of rival claims meet here.
      if (found) await this.lifecycle.lock(tx, organisationLife, [found.organisationId]);
      await this.act(actor, id, 'approve', async (_, request) => {
        if (request.isClaim) await this.takeOver(tx, actor, request);
        const { userId, organisationId, isClaim } = request;
        await this.memberships.join(tx, { userId, organisationId }, roles, actor);
        if (isClaim) await assertAdministered(tx, organisationId);
        return { details: { roles } };
      });
    });
  }

  refuse(actor: Actor, id: string, reason: string): Promise<void> {
    return this.act(actor, id, 'refuse', (_, request) => {
      request.reason = reason;
      return { note: reason };
    });
  }

  withdraw(person: Person, id: string): Promise<void> {
    return this.act(person, id, 'withdraw', () => undefined);
  }

  private act(
    actor: Person,
    id: string,
    event: 'submit_evidence' | 'approve' | 'refuse' | 'withdraw',
    change: (tx: Tx, request: JoinRequest) => Promise<Remark> | Remark | void,
  ): Promise<void> {
    return this.lifecycle.act(joinRequestLife, { actor, id, event }, change);
  }

  /** What others claim at the same time becomes an ordinary request, on which the new administrator decides. */
  private async takeOver(tx: Tx, by: Actor, { id, organisationId }: JoinRequest): Promise<void> {
    if (!(await this.evidence.isSubmitted(tx, id))) throw new DomainError('identity.evidence_missing');
    const organisation = await tx.manager.findOneByOrFail(Organisation, { id: organisationId });
    organisation.verifiedAt = this.clock.now();
    const details = { joinRequestId: id };
    await this.lifecycle.cause(tx, organisationLife, organisation, { event: 'take_over', by, details });
    await tx.sql(
      `UPDATE join_requests SET is_claim = false, version = version + 1, updated_at = $3
       WHERE organisation_id = $1 AND id <> $2 AND is_claim AND state = 'open'`,
      [organisationId, id, this.clock.now()],
    );
  }

  private async assertRoom(tx: Tx, userId: string): Promise<void> {
    const open = await tx.manager.countBy(JoinRequest, { userId, state: 'open' });
    if (open >= OPEN_AT_ONCE) throw new DomainError('identity.too_many_requests', { limit: OPEN_AT_ONCE });
  }
}

function invalid(pointer: string, code: string): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer, code }] });
}
