import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { AccessTokens, TOKEN_SECONDS } from '../access/access-tokens';
import { SecondFactors } from '../second-factor/second-factor.service';
import { type Device, type OpenSession, SessionService } from '../sessions/session.service';
import { UserService } from '../users/user.service';
import { TICKET_SECONDS, Tickets } from '../tickets/ticket.service';
import type { TokenResponse } from './auth.dto';

/** The one door through which people come in who have shown who they are, by whatever way. */
@Injectable()
export class Entrance {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserService,
    private readonly sessions: SessionService,
    private readonly tokens: AccessTokens,
    private readonly factors: SecondFactors,
    private readonly tickets: Tickets,
  ) {}

  /** @throws DomainError access.suspended; access.second_factor_needed, with a challenge, for who has a second factor */
  async admit(userId: string, device: Device): Promise<TokenResponse> {
    await this.users.assertActive(userId);
    if (await this.factors.isActive(userId)) {
      const challenge = await this.tickets.issue('second_factor', { userId });
      const expiresInSeconds = TICKET_SECONDS.second_factor;
      throw new DomainError('access.second_factor_needed', { challenge, expiresInSeconds });
    }
    return this.transactions.run(async (tx) => this.answer(await this.sessions.begin(tx, userId, device)));
  }

  /**
   * Completes what {@link admit} left open. The session counts as stepped up: the proof is the same.
   * @throws DomainError access.challenge_over, and what {@link SecondFactors.prove} throws
   */
  async complete(challenge: string, code: string, device: Device): Promise<TokenResponse> {
    const begun = await this.transactions.run((tx) => this.tickets.read(tx, 'second_factor', challenge));
    if (!begun) throw new DomainError('access.challenge_over');
    await this.users.assertActive(begun.userId);
    await this.factors.prove(begun.userId, code);
    return this.transactions.run(async (tx) => {
      const taken = await this.tickets.take(tx, 'second_factor', challenge);
      if (!taken) throw new DomainError('access.challenge_over');
      const session = await this.sessions.begin(tx, taken.userId, device);
      await this.sessions.stepUp(tx, session.id);
      return this.answer(session);
    });
  }

  answer({ id, userId, refreshToken }: OpenSession): TokenResponse {
    const accessToken = this.tokens.issue(userId, id);
    return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS, refreshToken };
  }
}
