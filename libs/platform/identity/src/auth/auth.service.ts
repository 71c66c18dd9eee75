import { Injectable } from '@nestjs/common';
import { attemptOn, Audit } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { AccessTokens, TOKEN_SECONDS } from '../access/access-tokens';
import { hashPassword, verifyPassword } from '../access/passwords';
import { toRegistrationOutcome } from '../onboarding/registration.dto';
import { RegistrationService } from '../onboarding/registration.service';
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
    private readonly registrations: RegistrationService,
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

  /** Enters a person and the enterprise, or the claim to it: both or neither. */
  async register({ organisation, administrator }: Registration, device: Device): Promise<RegistrationResponse> {
    const passwordHash = await hashPassword(administrator.password);
    return this.transactions.run(async (tx) => {
      const { id } = await this.users.enter(tx, { ...administrator, passwordHash });
      const registered = await this.registrations.register(tx, id, organisation, '/organisation');
      const recordId = registered.organisation?.id ?? registered.joinRequestId ?? id;
      await this.audit.record(tx, { event: 'register', recordType: 'organisation', recordId, actorId: id });
      const session = await this.sessions.begin(tx, id, device);
      return { ...this.answer(session), ...toRegistrationOutcome(registered) };
    });
  }

  private answer({ id, userId, refreshToken }: OpenSession): TokenResponse {
    const accessToken = this.tokens.issue(userId, id);
    return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS, refreshToken };
  }
}
