import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { Actor } from '../actor';
import { Membership } from '../memberships/membership.entity';
import type { Organisation } from '../organisations/organisation.entity';
import { organisationLife } from '../organisations/organisation.life';
import type { OrganisationEvent } from '../organisations/organisation.workflow';
import type { SubmitEvidence } from './evidence.dto';
import { EvidenceService } from './evidence.service';

type Review = Extract<OrganisationEvent, 'verify' | 'return' | 'freeze' | 'unfreeze' | 'cancel'>;

/** From the registration of an organisation to its last day. */
@Injectable()
export class OnboardingService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly evidence: EvidenceService,
  ) {}

  submitEvidence(actor: Actor, id: string, facts: SubmitEvidence): Promise<void> {
    return this.lifecycle.act(organisationLife, { actor, id, event: 'submit_evidence' }, async (tx, organisation) => {
      organisation.reviewNote = null;
      await this.evidence.submit(tx, { organisationId: id, joinRequestId: null, userId: actor.userId }, facts);
      return { details: { kind: facts.kind } };
    });
  }

  verify(actor: Actor, id: string): Promise<void> {
    return this.review(actor, id, 'verify', (organisation) => {
      organisation.reviewNote = null;
      organisation.verifiedAt = this.clock.now();
    });
  }

  /** What is missing, for its administrators to mend; a frozen one starts again from here. */
  return(actor: Actor, id: string, reason: string): Promise<void> {
    return this.review(actor, id, 'return', (organisation) => {
      organisation.verifiedAt = null;
      return this.noted(organisation, reason);
    });
  }

  freeze(actor: Actor, id: string, reason: string): Promise<void> {
    return this.review(actor, id, 'freeze', (organisation) => this.noted(organisation, reason));
  }

  /** @throws DomainError identity.never_verified */
  unfreeze(actor: Actor, id: string): Promise<void> {
    return this.review(actor, id, 'unfreeze', (organisation) => {
      if (!organisation.verifiedAt) throw new DomainError('identity.never_verified');
      organisation.reviewNote = null;
    });
  }

  cancel(actor: Actor, id: string, reason: string): Promise<void> {
    return this.review(actor, id, 'cancel', (organisation) => this.noted(organisation, reason));
  }

  private noted(organisation: Organisation, note: string): { note: string } {
    organisation.reviewNote = note;
    return { note };
  }

  private review(
    actor: Actor,
    id: string,
    event: Review,
    change: (organisation: Organisation) => { note: string } | void,
  ): Promise<void> {
    return this.lifecycle.act(organisationLife, { actor, id, event }, async (tx, organisation) => {
      await assertImpartial(tx, actor, id);
      return change(organisation);
    });
  }
}

/** Whoever belongs to an organisation, or once did, does not judge it. @throws DomainError identity.own_organisation */
async function assertImpartial(tx: Tx, { userId }: Actor, organisationId: string): Promise<void> {
  const isInsider = await tx.manager.existsBy(Membership, { userId, organisationId });
  if (isInsider) throw new DomainError('identity.own_organisation');
}
