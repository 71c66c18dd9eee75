import { Injectable } from '@nestjs/common';
import { type Actor, MembershipService, OrganisationService, User } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { indexTerms } from '@nqi/shared/text';
import { orUsual } from '../requests/usual';
import type { ApplyAsExpert, ChangeExpert } from './expert.dto';
import { Expert } from './expert.entity';
import { expertLife } from './expert.life';
import { readsAll } from './expert.policy';
import { type ExpertEvent } from './expert.workflow';

/** Facts that can be changed but not taken away; lists are emptied by an empty list. */
const KEPT = [
  ...(['title', 'fields', 'industries', 'certificates', 'languages', 'committees', 'serviceModes'] as const),
  ...(['maxConcurrent', 'avoidOrganisationIds'] as const),
];

/** Profiles of experts, from the application to the last day. The role `expert` follows from an active profile. */
@Injectable()
export class ExpertService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly memberships: MembershipService,
    private readonly organisations: OrganisationService,
  ) {}

  /** @returns the id of the profile @throws DomainError assistance.profile_exists, request.invalid */
  apply(actor: Actor, facts: ApplyAsExpert): Promise<string> {
    return this.transactions.run(async (tx) => {
      // Two applications of one person at the same moment: the second waits here, and finds the first.
      await tx.sql('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [actor.userId]);
      const [existing] = await tx.sql<{ id: string; state: string }>(
        `SELECT id, state FROM experts WHERE user_id = $1 AND state <> 'retired'`,
        [actor.userId],
      );
      if (existing) throw new DomainError('assistance.profile_exists', { existing });
      await this.assertOrganisations(tx, facts.avoidOrganisationIds);
      const profile = profileOf(actor, facts, this.clock.now());
      profile.terms = await this.termsOf(tx, profile);
      const cause = { event: 'apply', by: actor, parties: new Set(['expert'] as const) } as const;
      return this.lifecycle.begin(tx, expertLife, profile, cause).id;
    });
  }

  /**
   * The person or an operator edits a profile, on the ground of the version that was read.
   * @throws DomainError access.forbidden, precondition.stale, assistance.avoidance_fixed, request.invalid
   */
  change(actor: Actor, id: string, version: number, change: ChangeExpert): Promise<void> {
    return this.transactions.run(async (tx) => {
      const expert = await this.lifecycle.visible(tx, expertLife, actor, id);
      if (!readsAll(actor, expert) || expert.state === 'retired') throw new DomainError('access.forbidden');
      assertVersion(expert, version);
      assertKept(change);
      // Who could change it at will could find out who asks anonymously, by whether a claim is refused.
      const isFixed = expert.state !== 'applied' && expert.userId === actor.userId;
      if (change.avoidOrganisationIds && isFixed) throw new DomainError('assistance.avoidance_fixed');
      await this.assertOrganisations(tx, change.avoidOrganisationIds);
      Object.assign(expert, change, { updatedAt: this.clock.now() });
      expert.terms = await this.termsOf(tx, expert);
      await tx.manager.save(expert);
      const { state } = expert;
      const happening = { recordType: 'expert', recordId: id, event: 'change', from: state, to: state, by: actor };
      this.history.record(tx, { ...happening, details: { fields: Object.keys(change) } });
    });
  }

  review(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event: 'review' }, (_, expert) => {
      expert.reviewNote = null;
    });
  }

  /** What is missing, for the applicant to mend. */
  return(actor: Actor, id: string, reviewNote: string): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event: 'return' }, (_, expert) => {
      expert.reviewNote = reviewNote;
      return { note: reviewNote };
    });
  }

  /** @throws DomainError assistance.validity_past */
  approve(actor: Actor, id: string, validUntil: string): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event: 'approve' }, async (tx, expert) => {
      this.assertAhead(validUntil);
      expert.validUntil = validUntil;
      await this.memberships.grant(tx, expert, 'expert');
    });
  }

  /** @throws DomainError assistance.validity_past */
  renew(actor: Actor, id: string, validUntil: string): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event: 'renew' }, (_, expert) => {
      this.assertAhead(validUntil);
      expert.validUntil = validUntil;
      return { details: { validUntil } };
    });
  }

  suspend(actor: Actor, id: string, reason: string): Promise<void> {
    return this.leave(actor, id, 'suspend', reason);
  }

  reinstate(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event: 'reinstate' }, (tx, expert) =>
      this.memberships.grant(tx, expert, 'expert'),
    );
  }

  retire(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.leave(actor, id, 'retire', reason);
  }

  /** The role goes; operators hand on what the expert still has in hand. */
  private leave(actor: Actor, id: string, event: ExpertEvent, note: string | undefined): Promise<void> {
    return this.lifecycle.act(expertLife, { actor, id, event }, async (tx, expert) => {
      await this.memberships.withdraw(tx, expert, 'expert');
      return { note };
    });
  }

  private assertAhead(validUntil: string): void {
    const today = this.clock.today();
    if (validUntil < today) throw new DomainError('assistance.validity_past', { validUntil, today });
  }

  private async assertOrganisations(tx: Tx, ids: readonly string[] | undefined): Promise<void> {
    const known = await this.organisations.byIds(tx, ids ?? []);
    const errors = (ids ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [{ pointer: `/avoidOrganisationIds/${index}`, code: 'field.unknown_organisation' }],
    );
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  }

  private async termsOf(tx: Tx, expert: Profile): Promise<string[]> {
    const { name } = await tx.manager.findOneByOrFail(User, { id: expert.userId });
    const employer = (await this.organisations.byIds(tx, [expert.organisationId])).get(expert.organisationId);
    const { title, degree, industries, certificates, languages, committees, achievements } = expert;
    const lists = [...industries, ...certificates, ...languages, ...committees];
    return indexTerms(name, employer?.name, title, degree, achievements, ...lists);
  }
}

type Profile = Omit<Expert, 'state' | 'updatedAt' | 'version'>;

/** What an applicant leaves open. */
const USUAL = {
  ...{ degree: null, achievements: null, hourlyFeeFen: null, maxConcurrent: 3 },
  ...{ industries: [], certificates: [], languages: [], committees: [], avoidOrganisationIds: [] },
} satisfies Partial<Profile>;

function profileOf({ userId, organisationId }: Actor, facts: ApplyAsExpert, createdAt: Date): Profile {
  const { title, fields, serviceModes } = facts;
  return {
    ...{ id: newId(), userId, organisationId, title, fields, serviceModes, createdAt },
    ...orUsual<Pick<Profile, keyof typeof USUAL>>(facts, USUAL),
    ...{ validUntil: null, reviewNote: null, terms: [], answeredCount: 0, ratingCount: 0, ratingSum: 0 },
  };
}

function assertKept(change: ChangeExpert): void {
  const errors = KEPT.filter((field) => change[field] === null).map((field) => {
    return { pointer: `/${field}`, code: 'field.required' };
  });
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}
