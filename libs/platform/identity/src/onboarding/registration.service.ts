import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@nqi/shared/database';
import type { RegisteredOrganisation } from '../auth/auth.dto';
import { JoinRequestService } from '../join-requests/join-request.service';
import { MembershipService } from '../memberships/membership.service';
import { Organisation } from '../organisations/organisation.entity';
import { OrganisationService } from '../organisations/organisation.service';
import { normaliseUscc } from '../organisations/uscc';

/** What came of a registration: an organisation with its administrator, or a claim. */
export type Registered =
  { organisation: Organisation; joinRequestId: null } | { organisation: null; joinRequestId: string };

/** Enterprises that register themselves. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly organisations: OrganisationService,
    private readonly memberships: MembershipService,
    private readonly requests: JoinRequestService,
  ) {}

  /**
   * Enters an enterprise with this person as its first administrator. Where somebody's import has already named it, the
   * person only claims it: its code is public, and so proves nothing.
   * @param pointer where the facts stand in the request
   * @throws DomainError what OrganisationService.create and JoinRequestService.begin throw
   */
  async register(tx: Tx, userId: string, facts: RegisteredOrganisation, pointer: string): Promise<Registered> {
    const unclaimed = await tx.manager.findOneBy(Organisation, { uscc: normaliseUscc(facts.uscc), state: 'unclaimed' });
    if (unclaimed) {
      const claim = { userId, organisationId: unclaimed.id };
      return { organisation: null, joinRequestId: await this.requests.begin(tx, claim, { statedName: facts.name }) };
    }
    const by = { userId, organisationId: null };
    const organisation = await this.organisations.create(facts, { event: 'register', by, pointer });
    await this.memberships.join(tx, { userId, organisationId: organisation.id }, ['ent_admin'], by);
    return { organisation, joinRequestId: null };
  }

  /** The same for a person who has an account. */
  registerAnother(userId: string, facts: RegisteredOrganisation): Promise<Registered> {
    return this.transactions.run((tx) => this.register(tx, userId, facts, ''));
  }
}
