import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { hashPassword } from '../access/passwords';
import type { Actor, Person } from '../actor';
import { Membership } from '../memberships/membership.entity';
import { assertAvailable, assertDuties, MembershipService } from '../memberships/membership.service';
import { Organisation } from '../organisations/organisation.entity';
import { UserService } from '../users/user.service';
import type { AcceptAsNewPerson, Invite } from './invitation.dto';
import { Invitation, type InvitationRow } from './invitation.entity';
import { InvitationExpiry } from './invitation-expiry.service';
import { invitationKey, newToken, phoneHint, phoneKey, tokenHash } from './invitation-keys';
import { invitationLife } from './invitation.life';
import type { Invitee } from './invitation.policy';
import { InvitationQueries } from './invitation.queries';

const DAY_MS = 86_400_000;

/** People who are asked in by an administrator. */
@Injectable()
export class InvitationService {
  private readonly key: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly users: UserService,
    private readonly memberships: MembershipService,
    private readonly expiry: InvitationExpiry,
    private readonly queries: InvitationQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.key = invitationKey(config.APP_SECRET);
  }

  /** A person with what recognises invitations to them. */
  async recognised(person: Person): Promise<Invitee> {
    return { ...person, phoneKey: phoneKey(this.key, (await this.users.phoneOf(person.userId)) ?? '') };
  }

  /**
   * Invites whoever has this phone, and says nothing of whether it has an account: only an administrator's own members
   * are known to them.
   * @throws DomainError identity.role_not_available, identity.already_member, identity.invitation_open
   */
  invite(actor: Actor, { phone, roles }: Invite): Promise<{ id: string; token: string }> {
    const { organisationId, userId } = actor;
    assertDuties(actor, null, [], roles);
    return this.transactions.run(async (tx) => {
      assertAvailable(roles, await tx.manager.findOneByOrFail(Organisation, { id: organisationId }));
      await this.assertNoMember(tx, organisationId, phone);
      await this.expiry.expire(tx, organisationId);
      const token = newToken();
      const now = this.clock.now();
      const invitation = {
        ...{ id: newId(), organisationId, invitedBy: userId, roles, createdAt: now },
        ...{ phoneKey: phoneKey(this.key, phone), phoneHint: phoneHint(phone), tokenHash: tokenHash(token) },
        expiresAt: new Date(now.getTime() + this.config.INVITATION_DAYS * DAY_MS),
      };
      const cause = {
        event: 'invite',
        by: actor,
        parties: new Set(['administrator'] as const),
        details: { roles },
      } as const;
      this.lifecycle.begin(tx, invitationLife, invitation, cause);
      return { id: invitation.id, token };
    });
  }

  /** A signed-in person accepts. @throws DomainError identity.invitation_over, and what MembershipService.join throws */
  accept(person: Invitee, id: string): Promise<void> {
    return this.lifecycle.act(invitationLife, { actor: person, id, event: 'accept' }, async (tx, invitation) => {
      this.assertInTime(invitation);
      const { organisationId, roles } = invitation;
      await this.memberships.join(tx, { userId: person.userId, organisationId }, roles, person);
    });
  }

  decline(person: Invitee, id: string): Promise<void> {
    return this.lifecycle.act(invitationLife, { actor: person, id, event: 'decline' }, () => undefined);
  }

  revoke(actor: Invitee, id: string): Promise<void> {
    return this.lifecycle.act(invitationLife, { actor, id, event: 'revoke' }, () => undefined);
  }

  /** What the invitation says. @throws DomainError identity.invitation_over */
  open(token: string): Promise<InvitationRow> {
    return this.queries.byToken(tokenHash(token));
  }

  /**
   * Whoever has no account makes one with the token and the invited phone.
   * @throws DomainError identity.invitation_over, also for another phone; identity.phone_taken: sign in and accept there
   */
  async acceptAsNewPerson({ token, name, phone, password }: AcceptAsNewPerson): Promise<InvitationRow> {
    const invitation = await this.open(token);
    const { id, phoneKey: invited } = invitation;
    if (phoneKey(this.key, phone) !== invited) throw new DomainError('identity.invitation_over');
    const passwordHash = await hashPassword(password);
    await this.transactions.run(async (tx) => {
      const { id: userId } = await this.users.enter(tx, { name, phone, passwordHash });
      await this.accept({ userId, organisationId: null, roles: new Set(), phoneKey: invited }, id);
    });
    return invitation;
  }

  /** Whoever holds the token declines, with or without an account. @throws DomainError identity.invitation_over */
  async declineByToken(token: string): Promise<InvitationRow> {
    const opened = await this.open(token);
    await this.transactions.run(async (tx) => {
      const where = { where: { id: opened.id }, lock: { mode: 'for_no_key_update' } } as const;
      const invitation = await tx.manager.findOneOrFail(Invitation, where);
      const cause = { event: 'decline', by: null, parties: new Set(['invitee'] as const) } as const;
      await this.lifecycle.move(tx, invitationLife, invitation, cause);
    });
    return opened;
  }

  private async assertNoMember(tx: Tx, organisationId: string, phone: string): Promise<void> {
    const user = await this.users.byPhone(phone);
    const isMember =
      user && (await tx.manager.existsBy(Membership, { userId: user.id, organisationId, state: 'active' }));
    if (isMember) throw new DomainError('identity.already_member');
  }

  /** The sweep comes by only now and then. */
  private assertInTime({ expiresAt }: Invitation): void {
    if (expiresAt <= this.clock.now()) throw new DomainError('identity.invitation_over');
  }
}
