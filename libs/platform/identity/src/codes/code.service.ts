import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Sms } from '@nqi/platform/sms';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { keyedHash, keyFor } from '@nqi/shared/secrets';
import { UserService } from '../users/user.service';
import type { AskForCode, CodePurpose, CodeReceipt } from './code.dto';
import { CodeLimits } from './code-limits.service';

/** How long a code holds, and how often it may be guessed at. */
const SECONDS = 300;
const TRIES = 5;
const NEXT_SECONDS = 60;

/** The newest code of a phone for a purpose takes the place of the one before. */
const STORE = `
  INSERT INTO one_time_codes (phone_key, purpose, user_id, code_hash, expires_at)
    VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))
  ON CONFLICT (phone_key, purpose) DO UPDATE SET user_id = excluded.user_id, code_hash = excluded.code_hash,
    expires_at = excluded.expires_at, tries = 0, used_at = NULL`;

/** Counts a try and, when it is right, uses the code up: of any number at once, five are looked at and one gets in. */
const TRY = `
  UPDATE one_time_codes SET tries = tries + 1, used_at = CASE WHEN code_hash = $3 THEN now() END
  WHERE phone_key = $1 AND purpose = $2 AND used_at IS NULL AND tries < $4 AND expires_at > now()
  RETURNING user_id AS "userId", used_at IS NOT NULL AS "isRight"`;

interface Addressed {
  phone: string;
  purpose: CodePurpose;
  userId: string | null;
}

/** One-time codes by text message. Only keyed hashes of codes and phones are kept; times are the database's. */
@Injectable()
export class CodeService {
  private readonly key: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserService,
    private readonly limits: CodeLimits,
    private readonly sms: Sms,
    @Inject(CONFIG) { APP_SECRET }: Config,
  ) {
    this.key = keyFor(APP_SECRET, 'one-time codes');
  }

  /**
   * The same work and the same answer for a phone that nobody has, whose message is a decoy.
   * @throws DomainError access.code_too_soon, access.codes_exhausted
   */
  async send({ phone, purpose }: AskForCode, address: string): Promise<CodeReceipt> {
    const user = await this.users.byPhone(phone);
    return this.sendTo({ phone, purpose, userId: user?.id ?? null }, address);
  }

  /** A code that proves to a person that the phone is theirs; nobody's (null) is a decoy. @throws like {@link send} */
  async sendTo({ phone, purpose, userId }: Addressed, address: string): Promise<CodeReceipt> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const phoneKey = this.phoneKey(phone);
    await this.transactions.run(async (tx) => {
      await this.limits.take(tx, { phone, address });
      await tx.sql(STORE, [phoneKey, purpose, userId, this.codeHash(phoneKey, purpose, code), SECONDS]);
      await this.sms.order(tx, {
        ...{ phone, template: `${purpose}_code` as const, params: { code, minutes: String(SECONDS / 60) } },
        ...{ goodForSeconds: SECONDS, isDecoy: userId === null },
      });
    });
    return { expiresInSeconds: SECONDS, nextInSeconds: NEXT_SECONDS };
  }

  /** @returns whose code it was, which is used up now. @throws DomainError access.bad_code, whatever is wrong with it */
  async redeem(phone: string, purpose: CodePurpose, code: string): Promise<string> {
    const phoneKey = this.phoneKey(phone);
    const values = [phoneKey, purpose, this.codeHash(phoneKey, purpose, code), TRIES];
    // Committed before anything is thrown: a wrong try has been made.
    const [tried] = await this.transactions.run((tx) =>
      tx.sql<{ userId: string | null; isRight: boolean }>(TRY, values),
    );
    if (!tried?.isRight || !tried.userId) throw new DomainError('access.bad_code');
    return tried.userId;
  }

  private phoneKey(phone: string): string {
    return keyedHash(this.key, 'phone', phone);
  }

  private codeHash(phoneKey: string, purpose: CodePurpose, code: string): string {
    return keyedHash(this.key, phoneKey, purpose, code);
  }
}
