import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { hashPassword, verifyPassword } from '../access/passwords';
import type { CodeSignIn } from '../codes/code.dto';
import { CodeService } from '../codes/code.service';
import { Membership } from '../memberships/membership.entity';
import { MembershipService } from '../memberships/membership.service';
import { toOrganisationResponse } from '../organisations/organisation.dto';
import { OrganisationService } from '../organisations/organisation.service';
import { type Device, SessionService } from '../sessions/session.service';
import { UserService } from '../users/user.service';
import { Entrance } from './entrance.service';
import { SignInDelays } from './sign-in-delays.service';
import type { Refresh, Registration, RegistrationResponse, SignIn, TokenResponse } from './auth.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly transactions: Transactions,
    private readonly entrance: Entrance,
    private readonly codes: CodeService,
    private readonly users: UserService,
    private readonly sessions: SessionService,
    private readonly delays: SignInDelays,
    private readonly organisations: OrganisationService,
    private readonly memberships: MembershipService,
  ) {}

  /**
   * @throws DomainError access.bad_credentials, the same for an unknown phone and a wrong password; access.slowed_down
   * after several of them; access.second_factor_needed
   */
  async signIn({ phone, password }: SignIn, device: Device): Promise<TokenResponse> {
    const attempt = { phone, address: device.address };
    await this.delays.count(attempt);
    const user = await this.users.byPhone(phone);
    if (!(await verifyPassword(password, user?.passwordHash)) || !user) throw new DomainError('access.bad_credentials');
    await this.delays.forgive(attempt);
    return this.entrance.admit(user.id, device);
  }

  /** @throws DomainError access.bad_code, access.slowed_down, access.second_factor_needed */
  async signInByCode({ phone, code }: CodeSignIn, device: Device): Promise<TokenResponse> {
    const attempt = { phone, address: device.address };
    await this.delays.count(attempt);
    const userId = await this.codes.redeem(phone, 'sign_in', code);
    await this.delays.forgive(attempt);
    return this.entrance.admit(userId, device);
  }

  /** A new pair of tokens for a refresh token, which is used up. @throws what SessionService.refresh throws */
  async refresh({ refreshToken }: Refresh): Promise<TokenResponse> {
    return this.entrance.answer(await this.sessions.refresh(refreshToken));
  }

  /** Enters the organisation and its first administrator, both or neither. */
  async register({ organisation, administrator }: Registration, device: Device): Promise<RegistrationResponse> {
    const passwordHash = await hashPassword(administrator.password);
    return this.transactions.run(async (tx) => {
      const created = await this.organisations.create(organisation, '/organisation');
      const person = { ...administrator, passwordHash, roles: ['ent_admin' as const] };
      const id = await this.memberships.enrol(tx, created.id, person);
      const { userId } = await tx.manager.findOneByOrFail(Membership, { id });
      const session = await this.sessions.begin(tx, userId, device);
      return { ...this.entrance.answer(session), organisation: toOrganisationResponse(created) };
    });
  }
}
