import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { User } from './user.entity';

/** The accounts of people; the one place that knows how a phone number is kept. */
@Injectable()
export class UserService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  byPhone(phone: string): Promise<User | null> {
    return this.transactions.manager.findOneBy(User, { phone });
  }

  async phoneOf(userId: string): Promise<string> {
    return (await this.transactions.manager.findOneByOrFail(User, { id: userId })).phone;
  }

  /** @throws DomainError identity.phone_taken */
  async enter(tx: Tx, person: Pick<User, 'name' | 'phone' | 'passwordHash'>): Promise<User> {
    const { name, phone, passwordHash } = person;
    const user: User = { id: newId(), name, phone, passwordHash, createdAt: this.clock.now() };
    const inserted = await insertMany(tx, User, [user]);
    if (inserted.size === 0) throw new DomainError('identity.phone_taken');
    return user;
  }
}
