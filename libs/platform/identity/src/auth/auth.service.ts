import { Injectable } from '@nestjs/common';
import { attemptOn, Audit } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { AccessTokens, TOKEN_SECONDS } from '../access/access-tokens';
import { hashPassword, verifyPassword } from '../access/passwords';
import { Membership } from '../memberships/membership.entity';
import { MembershipService } from '../memberships/membership.service';
import { toOrganisationResponse } from '../organisations/organisation.dto';
import { OrganisationService } from '../organisations/organisation.service';
import { type Device, type OpenSession, SessionService } from '../sessions/session.service';
import { UserService } from '../users/user.service';
import { SignInDelays } from './sign-in-delays.service';
import type { Refresh, Registration, RegistrationResponse, SignIn, TokenResponse } from './auth.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: AccessTokens,
    private readonly users: UserService,
    private readonly sessions: SessionService,
    private readonly delays: SignInDelays,
    private readonly organisations: OrganisationService,
    private readonly memberships: MembershipService,
    private readonly audit: Audit,
  ) {}

  /**
   * @throws DomainError access.bad_credentials, the same for an unknown phone and a wrong password; access.slowed_down
   * after several of them, access.suspended only to who knows the password
   */
  async signIn({ phone, password }: SignIn, device: Device): Promise<TokenResponse> {
    const attempt = { phone, address: device.address };
    await this.delays.count(attempt);
    const user = await this.users.byPhone(phone);
    if (user) attemptOn(user.id);
    if (!(await verifyPassword(password, user?.passwordHash)) || !user) throw new DomainError('access.bad_credentials');
    if (user.state !== 'active') throw new DomainError('access.suspended');
    await this.delays.forgive(attempt);
    return this.transactions.run(async (tx) => this.answer(await this.sessions.begin(tx, user.id, device)));
  }

  /** A new pair of tokens for a refresh token, which is used up. @throws what SessionService.refresh throws */
  async refresh({ refreshToken }: Refresh): Promise<TokenResponse> {
    return this.answer(await this.sessions.refresh(refreshToken));
  }

  /** Enters the organisation and its first administrator, both or neither. */
  async register({ organisation, administrator }: Registration, device: Device): Promise<RegistrationResponse> {
    const passwordHash = await hashPassword(administrator.password);
    return this.transactions.run(async (tx) => {
      const created = await this.organisations.create(organisation, '/organisation');
      const person = { ...administrator, passwordHash, roles: ['ent_admin' as const] };
      const id = await this.memberships.enrol(tx, created.id, person);
      const { userId } = await tx.manager.findOneByOrFail(Membership, { id });
      await this.audit.record(tx, {
        event: 'register',
        recordType: 'organisation',
        recordId: created.id,
        actorId: userId,
      });
      const session = await this.sessions.begin(tx, userId, device);
      return { ...this.answer(session), organisation: toOrganisationResponse(created) };
    });
  }

  private answer({ id, userId, refreshToken }: OpenSession): TokenResponse {
    const accessToken = this.tokens.issue(userId, id);
    return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS, refreshToken };
  }
}
