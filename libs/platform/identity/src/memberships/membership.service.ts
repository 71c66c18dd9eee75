import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { hashPassword } from '../access/passwords';
import { type Actor, ADMIN_ROLES, type Role, unavailableRoles } from '../actor';
import { Organisation } from '../organisations/organisation.entity';
import { UserService } from '../users/user.service';
import type { CreateMembership, PersonFacts } from './membership.dto';
import { Membership } from './membership.entity';
import { dutiesOf, mayGive } from './membership.policy';

/** A person in an organisation. */
type Place = { readonly userId: string; readonly organisationId: string };

@Injectable()
export class MembershipService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly users: UserService,
  ) {}

  /** An administrator adds a new person to the own organisation. @returns the id of the membership */
  async add(actor: Actor, person: CreateMembership): Promise<string> {
    assertDuties(actor, null, [], person.roles);
    const passwordHash = await hashPassword(person.password);
    return this.transactions.run((tx) => this.enrol(tx, actor.organisationId, { ...person, passwordHash }));
  }

  /**
   * Makes an account and its first membership, inside a transaction of the caller.
   * @throws DomainError identity.phone_taken, identity.role_not_available
   */
  async enrol(
    tx: Tx,
    organisationId: string,
    person: Omit<PersonFacts, 'password'> & { passwordHash: string; roles: Role[] },
  ): Promise<string> {
    const organisation = await tx.manager.findOneByOrFail(Organisation, { id: organisationId });
    assertAvailable(person.roles, organisation);
    const now = this.clock.now();
    const { id: userId } = await this.users.enter(tx, person);
    const membership = { id: newId(), userId, organisationId, roles: person.roles, createdAt: now, updatedAt: now };
    return (await tx.manager.save(Membership, membership)).id;
  }

  /** An administrator changes what a colleague may do. */
  changeRoles(actor: Actor, id: string, version: number, roles: Role[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { organisationId } = actor;
      const organisation = await tx.manager.findOneOrFail(Organisation, {
        where: { id: organisationId },
        lock: { mode: 'for_no_key_update' },
      });
      const membership = await tx.manager.findOneBy(Membership, { id, organisationId });
      if (!membership) throw new DomainError('record.not_found');
      assertVersion(membership, version);
      assertAvailable(roles, organisation);
      assertDuties(actor, membership.userId, membership.roles, roles);
      await tx.manager.save(Membership, { ...membership, roles, updatedAt: this.clock.now() });
      await assertAdministered(tx, organisationId);
    });
  }

  /** Gives a role that follows from a record elsewhere, such as an active expert's. */
  async grant(tx: Tx, { userId, organisationId }: Place, role: Role): Promise<void> {
    await tx.sql(
      `UPDATE memberships SET roles = roles || $3::text, version = version + 1, updated_at = $4
       WHERE user_id = $1 AND organisation_id = $2 AND NOT $3 = ANY (roles)`,
      [userId, organisationId, role, this.clock.now()],
    );
  }

  /** Takes it back. Nobody is left without any role: the record elsewhere is what counts. */
  async withdraw(tx: Tx, { userId, organisationId }: Place, role: Role): Promise<void> {
    await tx.sql(
      `UPDATE memberships SET roles = array_remove(roles, $3::text), version = version + 1, updated_at = $4
       WHERE user_id = $1 AND organisation_id = $2 AND $3 = ANY (roles) AND cardinality(roles) > 1`,
      [userId, organisationId, role, this.clock.now()],
    );
  }
}

function assertAvailable(roles: Role[], organisation: Organisation): void {
  const unavailable = unavailableRoles(roles, organisation.capabilities);
  if (unavailable.length > 0) throw new DomainError('identity.role_not_available', { roles: unavailable });
}

function assertDuties(actor: Actor, userId: string | null, before: readonly Role[], after: readonly Role[]): void {
  if (dutiesOf(after).length > 1 || !mayGive(actor, userId, before, after)) {
    throw new DomainError('identity.duties_apart');
  }
}

/** The organisation's row is locked, so that two administrators cannot both be the first to leave. */
async function assertAdministered(tx: Tx, organisationId: string): Promise<void> {
  const [row] = await tx.sql<{ held: boolean }>(
    'SELECT EXISTS (SELECT FROM memberships WHERE organisation_id = $1 AND roles && $2) AS held',
    [organisationId, ADMIN_ROLES],
  );
  if (!row?.held) throw new DomainError('identity.last_admin');
}
