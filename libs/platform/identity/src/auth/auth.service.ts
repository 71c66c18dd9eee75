import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { DataSource } from 'typeorm';
import { AccessTokens, TOKEN_SECONDS } from '../access/access-tokens';
import { hashPassword, verifyPassword } from '../access/passwords';
import { Membership } from '../memberships/membership.entity';
import { MembershipService } from '../memberships/membership.service';
import { toOrganisationResponse } from '../organisations/organisation.dto';
import { OrganisationService } from '../organisations/organisation.service';
import { User } from '../users/user.entity';
import type { Registration, RegistrationResponse, SignIn, TokenResponse } from './auth.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly tokens: AccessTokens,
    private readonly organisations: OrganisationService,
    private readonly memberships: MembershipService,
  ) {}

  /** @throws DomainError access.bad_credentials, the same for an unknown phone and a wrong password */
  async signIn({ phone, password }: SignIn): Promise<TokenResponse> {
    const user = await this.dataSource.getRepository(User).findOneBy({ phone });
    if (!(await verifyPassword(password, user?.passwordHash)) || !user) throw new DomainError('access.bad_credentials');
    return this.tokenFor(user.id);
  }

  /** Enters the organisation and its first administrator, both or neither. */
  async register({ organisation, administrator }: Registration): Promise<RegistrationResponse> {
    const passwordHash = await hashPassword(administrator.password);
    return this.transactions.run(async (tx) => {
      const created = await this.organisations.create(organisation, '/organisation');
      const person = { ...administrator, passwordHash, roles: ['ent_admin' as const] };
      const id = await this.memberships.enrol(tx, created.id, person);
      const { userId } = await tx.manager.findOneByOrFail(Membership, { id });
      return { ...this.tokenFor(userId), organisation: toOrganisationResponse(created) };
    });
  }

  private tokenFor(userId: string): TokenResponse {
    return { accessToken: this.tokens.issue(userId), tokenType: 'Bearer', expiresIn: TOKEN_SECONDS };
  }
}
