import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, PreparedReads, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Secrets } from '@nqi/shared/secrets';
import { User, USER_ID_NUMBER, USER_PHONE } from './user.entity';

/** What only its owner, or who says why, reads in full. */
export interface PrivateFacts {
  phone: string | null;
  idNumber: string | null;
}

/** What becomes of the name of a person who has been erased. */
export const ERASED_NAME = '已注销用户';

/** Finds by the index, and until the re-encryption has come by what still stands there in plain text. */
const IS_PHONE = '(u.phone_index = $1 OR (u.phone_index IS NULL AND u.phone = $2))';

/** The accounts of people; the one place that knows how a phone number is kept. */
@Injectable()
export class UserService {
  constructor(
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly secrets: Secrets,
  ) {}

  async byPhone(phone: string): Promise<User | null> {
    const text = `SELECT ${this.reads.columns(User, 'u')} FROM users u WHERE ${IS_PHONE}`;
    const values = [this.secrets.index(USER_PHONE, phone), phone];
    const [user] = await this.reads.rows<User>({ name: 'user_by_phone', text }, values);
    return user ?? null;
  }

  /** Null once the person has been erased. */
  async phoneOf(userId: string): Promise<string | null> {
    return this.reveal(await this.transactions.manager.findOneByOrFail(User, { id: userId })).phone;
  }

  /** @throws DomainError access.suspended */
  async assertActive(id: string): Promise<void> {
    const isActive = await this.transactions.manager.existsBy(User, { id, state: 'active' });
    if (!isActive) throw new DomainError('access.suspended');
  }

  /** @throws DomainError identity.phone_taken */
  async enter(tx: Tx, person: { name: string; phone: string; passwordHash: string }): Promise<User> {
    const { name, phone, passwordHash } = person;
    const id = newId();
    const { value, index } = this.secrets.encrypt({ column: USER_PHONE, id }, phone);
    // The unique index knows nothing of a number that still stands there in plain text.
    const known = await tx.sql(`SELECT FROM users u WHERE ${IS_PHONE}`, [index, phone]);
    if (known.length > 0) throw new DomainError('identity.phone_taken');
    const now = this.clock.now();
    const born = { id, state: 'active' as const, version: 1, createdAt: now, updatedAt: now };
    const facts = { idNumber: null, idNumberIndex: null, erasedAt: null };
    const user: User = { ...born, name, phone: value, phoneIndex: index, passwordHash, ...facts };
    const inserted = await insertMany(tx, User, [user]);
    if (inserted.size === 0) throw new DomainError('identity.phone_taken');
    const happening = { recordType: 'user', recordId: user.id, event: 'enter', from: null, to: user.state, by: null };
    this.history.record(tx, happening);
    return user;
  }

  /** Phone and ID number in plain text: for the person, or for who has said why. */
  reveal({ id, phone, idNumber }: User): PrivateFacts {
    return {
      phone: this.secrets.decrypt({ column: USER_PHONE, id }, phone),
      idNumber: this.secrets.decrypt({ column: USER_ID_NUMBER, id }, idNumber),
    };
  }

  /** Takes a proven phone. @returns the one before @throws DomainError identity.phone_taken */
  async setPhone(tx: Tx, id: string, phone: string): Promise<string | null> {
    const user = await tx.manager.findOneOrFail(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const { value, index } = this.secrets.encrypt({ column: USER_PHONE, id }, phone);
    const known = await tx.sql(`SELECT FROM users u WHERE ${IS_PHONE} AND u.id <> $3`, [index, phone, id]);
    if (known.length > 0) throw new DomainError('identity.phone_taken');
    await tx.sql('UPDATE users SET phone = $2, phone_index = $3, updated_at = $4 WHERE id = $1', [
      ...[id, value, index, this.clock.now()],
    ]);
    return this.reveal(user).phone;
  }

  /** Takes a checked ID number, or takes it away. @throws DomainError identity.id_number_taken */
  async setIdNumber(tx: Tx, id: string, idNumber: string | null): Promise<void> {
    const { value, index } = this.secrets.encrypt({ column: USER_ID_NUMBER, id }, idNumber);
    const [taken] = await tx.sql('SELECT id FROM users WHERE id_number_index = $1 AND id <> $2', [index, id]);
    if (taken) throw new DomainError('identity.id_number_taken');
    await tx.sql('UPDATE users SET id_number = $2, id_number_index = $3 WHERE id = $1', [id, value, index]);
  }

  /** Leaves nothing but the id, which history names; the phone can register anew. */
  async erase(tx: Tx, id: string): Promise<void> {
    await tx.sql(
      `UPDATE users SET name = $2, phone = NULL, phone_index = NULL, id_number = NULL, id_number_index = NULL,
              password_hash = '!', erased_at = $3 WHERE id = $1 AND erased_at IS NULL`,
      [id, ERASED_NAME, this.clock.now()],
    );
    tx.trace.touch('users', [id]);
  }
}
