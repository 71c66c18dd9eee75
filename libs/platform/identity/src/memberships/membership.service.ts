import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Author, History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { hashPassword } from '../access/passwords';
import { type Actor, ADMIN_ROLES, type Person, type Role, unavailableRoles } from '../actor';
import { Organisation } from '../organisations/organisation.entity';
import { standingOf } from '../organisations/standing';
import { UserService } from '../users/user.service';
import type { CreateMembership, PersonFacts } from './membership.dto';
import { Membership } from './membership.entity';
import { dutiesOf, mayGive } from './membership.policy';
import { membershipLife } from './membership.life';

/** A person in an organisation. */
type Place = { readonly userId: string; readonly organisationId: string };

@Injectable()
export class MembershipService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly users: UserService,
  ) {}

  /** An administrator adds a new person to the own organisation. @returns the id of the membership */
  async add(actor: Actor, person: CreateMembership): Promise<string> {
    assertDuties(actor, null, [], person.roles);
    const passwordHash = await hashPassword(person.password);
    return this.transactions.run((tx) => this.enrol(tx, actor.organisationId, { ...person, passwordHash }, actor));
  }

  /**
   * Makes an account and its first membership, inside a transaction of the caller.
   * @throws DomainError identity.phone_taken, identity.role_not_available
   */
  async enrol(
    tx: Tx,
    organisationId: string,
    person: Omit<PersonFacts, 'password'> & { passwordHash: string; roles: Role[] },
    by: Author = null,
  ): Promise<string> {
    const { id: userId } = await this.users.enter(tx, person);
    return this.join(tx, { userId, organisationId }, person.roles, by);
  }

  /**
   * A person with an account becomes a member, for the first time or again.
   * @returns the id of the membership
   * @throws DomainError identity.organisation_closed, identity.role_not_available, identity.already_member
   */
  async join(tx: Tx, place: Place, roles: Role[], by: Author): Promise<string> {
    const organisation = await tx.manager.findOneByOrFail(Organisation, { id: place.organisationId });
    if (standingOf[organisation.state] === 'none') throw new DomainError('identity.organisation_closed');
    assertAvailable(roles, organisation);
    const membership = { id: newId(), ...place, roles, endedAt: null, createdAt: this.clock.now() };
    const cause = { event: 'join', by, parties: new Set(['system'] as const), details: { roles } } as const;
    return this.lifecycle.begin(tx, membershipLife, membership, cause).id;
  }

  /** An administrator changes what a colleague may do. */
  changeRoles(actor: Actor, id: string, version: number, roles: Role[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { organisationId } = actor;
      const organisation = await locked(tx, organisationId);
      const membership = await tx.manager.findOneBy(Membership, { id, organisationId });
      if (!membership) throw new DomainError('record.not_found');
      if (membership.state === 'ended') throw new DomainError('identity.membership_over');
      assertVersion(membership, version);
      assertAvailable(roles, organisation);
      const before = membership.roles;
      assertDuties(actor, membership.userId, before, roles);
      await tx.manager.save(Membership, { ...membership, roles, updatedAt: this.clock.now() });
      await assertAdministered(tx, organisationId);
      const happening = { recordType: 'membership', recordId: id, event: 'change_roles', from: 'active', to: 'active' };
      this.history.record(tx, { ...happening, by: actor, details: { before, after: roles } });
    });
  }

  /**
   * Somebody leaves or is removed. The row stays, and whatever names the person; the rights end.
   * @throws DomainError record.not_found, identity.last_admin
   */
  end(person: Person, { id, event }: { id: string; event: 'leave' | 'remove' }, note?: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const found = await tx.manager.findOneBy(Membership, { id });
      // Before the membership, as everywhere: two administrators who leave at once meet here.
      if (found) await locked(tx, found.organisationId);
      const ended = { roles: [] as Role[] };
      await this.lifecycle.act(membershipLife, { actor: person, id, event }, (_, membership) => {
        membership.endedAt = this.clock.now();
        ended.roles = membership.roles;
        return { note };
      });
      if (found && ended.roles.some((role) => ADMIN_ROLES.includes(role))) {
        await assertAdministered(tx, found.organisationId);
      }
    });
  }

  /** Gives a role that follows from a record elsewhere, such as an active expert's. */
  async grant(tx: Tx, { userId, organisationId }: Place, role: Role): Promise<void> {
    await tx.sql(
      `UPDATE memberships SET roles = roles || $3::text, version = version + 1, updated_at = $4
       WHERE user_id = $1 AND organisation_id = $2 AND state = 'active' AND NOT $3 = ANY (roles)`,
      [userId, organisationId, role, this.clock.now()],
    );
  }

  /** Takes it back. Nobody is left without any role: the record elsewhere is what counts. */
  async withdraw(tx: Tx, { userId, organisationId }: Place, role: Role): Promise<void> {
    await tx.sql(
      `UPDATE memberships SET roles = array_remove(roles, $3::text), version = version + 1, updated_at = $4
       WHERE user_id = $1 AND organisation_id = $2 AND state = 'active' AND $3 = ANY (roles) AND cardinality(roles) > 1`,
      [userId, organisationId, role, this.clock.now()],
    );
  }
}

export function assertAvailable(roles: Role[], organisation: Organisation): void {
  const unavailable = unavailableRoles(roles, organisation.capabilities);
  if (unavailable.length > 0) throw new DomainError('identity.role_not_available', { roles: unavailable });
}

/** @throws DomainError identity.duties_apart */
export function assertDuties(
  actor: Actor,
  userId: string | null,
  before: readonly Role[],
  after: readonly Role[],
): void {
  if (dutiesOf(after).length > 1 || !mayGive(actor, userId, before, after)) {
    throw new DomainError('identity.duties_apart');
  }
}

function locked(tx: Tx, id: string): Promise<Organisation> {
  return tx.manager.findOneOrFail(Organisation, { where: { id }, lock: { mode: 'for_no_key_update' } });
}

/** The organisation's row is locked, so that two administrators cannot both be the first to leave. */
export async function assertAdministered(tx: Tx, organisationId: string): Promise<void> {
  const [row] = await tx.sql<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM memberships WHERE organisation_id = $1 AND state = 'active' AND roles && $2) AS held`,
    [organisationId, ADMIN_ROLES],
  );
  if (!row?.held) throw new DomainError('identity.last_admin');
}
