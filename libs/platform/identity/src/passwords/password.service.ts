import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { hashPassword, verifyPassword } from '../access/passwords';
import { SignInDelays } from '../auth/sign-in-delays.service';
import { CodeService } from '../codes/code.service';
import { SessionService } from '../sessions/session.service';
import { Tickets } from '../tickets/ticket.service';
import { User } from '../users/user.entity';
import type { ChangePassword, ResetPassword } from './password.dto';

/** New passwords, and the proof of the present one. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly transactions: Transactions,
    private readonly delays: SignInDelays,
    private readonly sessions: SessionService,
    private readonly codes: CodeService,
    private readonly tickets: Tickets,
  ) {}

  /** Who holds a session shows that they are its person, too. @throws DomainError access.bad_password, access.slowed_down */
  async prove(userId: string, password: string): Promise<void> {
    await this.delays.countGuess('password', userId);
    const user = await this.transactions.manager.findOneBy(User, { id: userId });
    if (!(await verifyPassword(password, user?.passwordHash))) throw new DomainError('access.bad_password');
    await this.delays.forgiveGuesses('password', userId);
  }

  /** Ends every other session. @returns how many that were */
  async change(userId: string, sessionId: string, { oldPassword, newPassword }: ChangePassword): Promise<number> {
    await this.prove(userId, oldPassword);
    if (newPassword === oldPassword) throw new DomainError('access.same_password');
    return this.store(userId, await hashPassword(newPassword), sessionId);
  }

  /**
   * By a code instead of the old password; ends every session. The hash comes first, so that a wrong code takes as long
   * as a right one.
   * @throws what {@link CodeService.redeem} throws
   */
  async reset({ phone, code, newPassword }: ResetPassword, address: string): Promise<number> {
    const attempt = { phone, address };
    await this.delays.count(attempt);
    const passwordHash = await hashPassword(newPassword);
    const userId = await this.codes.redeem(phone, 'reset_password', code);
    await this.delays.forgive(attempt);
    return this.store(userId, passwordHash);
  }

  private store(userId: string, passwordHash: string, keptSession?: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      await tx.manager.update(User, { id: userId }, { passwordHash });
      await this.tickets.forgetChallenges(tx, userId);
      return this.sessions.endOthers(tx, userId, keptSession);
    });
  }
}
