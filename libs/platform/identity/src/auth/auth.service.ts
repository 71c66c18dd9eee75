import { Injectable } from '@nestjs/common';
import { attemptOn, Audit } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { hashPassword, verifyPassword } from '../access/passwords';
import type { CodeSignIn } from '../codes/code.dto';
import { CodeService } from '../codes/code.service';
import { toRegistrationOutcome } from '../onboarding/registration.dto';
import { RegistrationService } from '../onboarding/registration.service';
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
    private readonly registrations: RegistrationService,
    private readonly audit: Audit,
  ) {}

  /**
   * @throws DomainError access.bad_credentials, the same for an unknown phone and a wrong password; access.slowed_down
   * after several of them, access.suspended only to who knows the password; access.second_factor_needed
   */
  async signIn({ phone, password }: SignIn, device: Device): Promise<TokenResponse> {
    const attempt = { phone, address: device.address };
    await this.delays.count(attempt);
    const user = await this.users.byPhone(phone);
    if (user) attemptOn(user.id);
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

  /** Enters a person and the enterprise, or the claim to it: both or neither. */
  async register({ organisation, administrator }: Registration, device: Device): Promise<RegistrationResponse> {
    const passwordHash = await hashPassword(administrator.password);
    return this.transactions.run(async (tx) => {
      const { id } = await this.users.enter(tx, { ...administrator, passwordHash });
      const registered = await this.registrations.register(tx, id, organisation, '/organisation');
      const recordId = registered.organisation?.id ?? registered.joinRequestId ?? id;
      this.audit.record(tx, { event: 'register', recordType: 'organisation', recordId, actorId: id });
      const session = await this.sessions.begin(tx, id, device);
      return { ...this.entrance.answer(session), ...toRegistrationOutcome(registered) };
    });
  }
}
