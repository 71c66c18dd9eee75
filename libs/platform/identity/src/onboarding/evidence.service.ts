import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { IsNull } from 'typeorm';
import type { SubmitEvidence } from './evidence.dto';
import { OrganisationEvidence } from './evidence.entity';

/** For whom evidence is submitted, and by whom. */
type Submission = Pick<OrganisationEvidence, 'organisationId' | 'joinRequestId' | 'userId'>;

/** Reviewers look at the latest; nobody corrects more often. */
const LISTED = 100;

@Injectable()
export class EvidenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError request.invalid for a licence of the future */
  async submit(tx: Tx, submission: Submission, facts: SubmitEvidence): Promise<void> {
    if (facts.licenceIssuedOn > this.clock.today()) {
      const errors = [{ pointer: '/licenceIssuedOn', code: 'field.too_large' }];
      throw new DomainError('request.invalid', { errors });
    }
    const { reference = null, fileSha256 = null } = facts;
    const evidence = { ...submission, ...facts, reference, fileSha256 };
    await tx.manager.insert(OrganisationEvidence, { id: newId(), ...evidence, createdAt: this.clock.now() });
  }

  /** What the administrators of an organisation submitted, and what this person did to claim it. */
  ofOrganisation(organisationId: string, { userId }: { userId: string }): Promise<OrganisationEvidence[]> {
    const where = [
      { organisationId, joinRequestId: IsNull() },
      { organisationId, userId },
    ];
    return this.transactions.manager.find(OrganisationEvidence, { where, order: { id: 'DESC' }, take: LISTED });
  }

  ofClaim(joinRequestId: string): Promise<OrganisationEvidence[]> {
    const where = { joinRequestId };
    return this.transactions.manager.find(OrganisationEvidence, { where, order: { id: 'DESC' }, take: LISTED });
  }

  isSubmitted(tx: Tx, joinRequestId: string): Promise<boolean> {
    return tx.manager.existsBy(OrganisationEvidence, { joinRequestId });
  }
}
