import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { User } from './user.entity';

/** The accounts of people; the one place that knows how a phone number is kept. */
@Injectable()
export class UserService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  byPhone(phone: string): Promise<User | null> {
    return this.transactions.manager.findOneBy(User, { phone });
  }

  async phoneOf(userId: string): Promise<string> {
    return (await this.transactions.manager.findOneByOrFail(User, { id: userId })).phone;
  }

  /** @throws DomainError access.suspended */
  async assertActive(id: string): Promise<void> {
    const isActive = await this.transactions.manager.existsBy(User, { id, state: 'active' });
    if (!isActive) throw new DomainError('access.suspended');
  }

  /** @throws DomainError identity.phone_taken */
  async enter(tx: Tx, person: Pick<User, 'name' | 'phone' | 'passwordHash'>): Promise<User> {
    const { name, phone, passwordHash } = person;
    const now = this.clock.now();
    const born = { id: newId(), state: 'active' as const, version: 1, createdAt: now, updatedAt: now };
    const user: User = { ...born, name, phone, passwordHash };
    const inserted = await insertMany(tx, User, [user]);
    if (inserted.size === 0) throw new DomainError('identity.phone_taken');
    const happening = { recordType: 'user', recordId: user.id, event: 'enter', from: null, to: user.state, by: null };
    await this.history.record(tx, happening);
    return user;
  }
}
