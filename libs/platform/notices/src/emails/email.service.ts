import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { Secrets } from '@nqi/shared/secrets';
import { noticeDelivery } from '../deliveries/notice-delivery.entity';
import { EMAIL, EmailAddress } from './email-address.entity';
import { EmailCodes } from './email-codes';

const GOOD_FOR_MS = 15 * 60_000;
/** Between two codes: nobody is to be flooded through us. */
const PAUSE_MS = 60_000;
const MOST_TRIES = 5;

/** A person's own address: set by a code that is sent to it. */
@Injectable()
export class EmailService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly codes: EmailCodes,
    private readonly jobs: Jobs,
  ) {}

  /** The address in full, for its owner. */
  async of(userId: string): Promise<{ email: string; confirmedAt: Date | null } | null> {
    const address = await this.transactions.manager.findOneBy(EmailAddress, { userId });
    if (!address) return null;
    const { id, email, confirmedAt } = address;
    return { email: this.secrets.decrypt({ column: EMAIL, id }, email), confirmedAt };
  }

  /** Takes the place of the address before, unconfirmed. @throws DomainError notices.code_sent_already */
  set(userId: string, email: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const [before] = await tx.sql<{ sentAt: Date }>(
        'DELETE FROM email_addresses WHERE user_id = $1 RETURNING code_sent_at AS "sentAt"',
        [userId],
      );
      const wait = before ? before.sentAt.getTime() + PAUSE_MS - now.getTime() : 0;
      if (wait > 0) throw new DomainError('notices.code_sent_already', { retryAfterSeconds: Math.ceil(wait / 1000) });
      const [id, code] = [newId(), this.codes.make()];
      const { value, index } = this.secrets.encrypt({ column: EMAIL, id }, email);
      const codeExpiresAt = new Date(now.getTime() + GOOD_FOR_MS);
      const proof = { codeHash: this.codes.hash(id, code), codeExpiresAt, codeTries: 0, codeSentAt: now };
      await tx.manager.insert(EmailAddress, { id, userId, email: value as never, emailIndex: index, ...proof });
      await this.order(tx, userId, code);
    });
  }

  /** @throws DomainError notices.wrong_code, also when there is none, it is too old or was tried too often */
  async confirm(userId: string, code: string): Promise<void> {
    const isRight = await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const [tried] = await tx.sql<{ id: string; codeHash: string }>(
        `UPDATE email_addresses SET code_tries = code_tries + 1
         WHERE user_id = $1 AND code_hash IS NOT NULL AND code_expires_at > $2 AND code_tries < $3
         RETURNING id, code_hash AS "codeHash"`,
        [userId, now, MOST_TRIES],
      );
      if (!tried || tried.codeHash !== this.codes.hash(tried.id, code)) return false;
      const proven = { confirmedAt: now, codeHash: () => 'NULL', codeExpiresAt: () => 'NULL' };
      await tx.manager.update(EmailAddress, { id: tried.id }, proven);
      return true;
    });
    if (!isRight) throw new DomainError('notices.wrong_code');
  }

  async remove(userId: string): Promise<void> {
    await this.transactions.run((tx) => tx.sql('DELETE FROM email_addresses WHERE user_id = $1', [userId]));
  }

  private async order(tx: Tx, recipientId: string, code: string): Promise<void> {
    const id = newId();
    await tx.sql(`INSERT INTO notice_deliveries (id, recipient_id, channel, sealed) VALUES ($1, $2, 'email', $3)`, [
      id,
      recipientId,
      this.codes.seal(id, code),
    ]);
    this.jobs.enqueue(tx, noticeDelivery, id);
  }
}
