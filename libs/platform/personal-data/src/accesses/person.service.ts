import { Injectable } from '@nestjs/common';
import {
  type Actor,
  isIdNumber,
  Membership,
  normaliseIdNumber,
  type PrivateFacts,
  User,
  USER_ID_NUMBER,
  USER_PHONE,
  UserService,
} from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { ConsentService } from '../consents/consent.service';
import { canSee, canUnmask, type Known } from './person.policy';
import type { UnmaskPerson } from './person.dto';
import { UnmaskingService } from './unmasking.service';

/** People and their private facts: masked for others, whole for themselves and for who says why. */
@Injectable()
export class PersonService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly users: UserService,
    private readonly unmasking: UnmaskingService,
    private readonly consents: ConsentService,
  ) {}

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<{ user: User; facts: PrivateFacts }> {
    const { user } = await this.visible(actor, id);
    return { user, facts: this.users.reveal(user) };
  }

  /** @throws DomainError record.not_found, access.forbidden */
  async unmask(actor: Actor, id: string, { field, reason }: UnmaskPerson): Promise<string | null> {
    const { user, known } = await this.visible(actor, id);
    if (!canUnmask(actor, known)) throw new DomainError('access.forbidden');
    const facts = this.users.reveal(user);
    const [column, value] = field === 'phone' ? [USER_PHONE, facts.phone] : [USER_ID_NUMBER, facts.idNumber];
    if (value !== null) await this.unmasking.note(actor, { column, id }, id, reason);
    return value;
  }

  /** @throws DomainError request.invalid, privacy.consent_needed, identity.id_number_taken */
  giveIdNumber({ userId }: Actor, text: string): Promise<void> {
    const idNumber = normaliseIdNumber(text);
    if (!isIdNumber(idNumber, this.clock.today())) {
      throw new DomainError('request.invalid', { errors: [{ pointer: '/idNumber', code: 'field.bad_id_number' }] });
    }
    return this.transactions.run(async (tx) => {
      await this.consents.assertGiven(tx, userId, 'id_number');
      await this.users.setIdNumber(tx, userId, idNumber);
    });
  }

  private async visible(actor: Actor, id: string): Promise<{ user: User; known: Known }> {
    const { manager } = this.transactions;
    const user = await manager.findOneBy(User, { id });
    const memberships = await manager.findBy(Membership, { userId: id });
    const known = { id, organisationIds: memberships.map(({ organisationId }) => organisationId) };
    if (!user || user.erasedAt || !canSee(actor, known)) throw new DomainError('record.not_found');
    return { user, known };
  }
}
