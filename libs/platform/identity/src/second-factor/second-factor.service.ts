import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { keyedHash, keyFor, seal, unseal } from '@nqi/shared/secrets';
import { SignInDelays } from '../auth/sign-in-delays.service';
import { PasswordService } from '../passwords/password.service';
import { User } from '../users/user.entity';
import { newRecoveryCodes, normalRecoveryCode } from './recovery-codes';
import { newTotpSecret, totpStep, totpUri } from './totp';

/** What an authenticator app needs; shown once. */
export interface Enrolment {
  secret: string;
  uri: string;
}

/** How the account stands with its second factor. */
export interface FactorState {
  confirmedAt: Date | null;
  isPending: boolean;
  recoveryCodesLeft: number;
}

interface Factor {
  sealedSecret: string;
  isActive: boolean;
}

const TOTP_CODE = /^\d{6}$/;

/** One-time passwords of an authenticator app, and recovery codes for who lost it. Times are the machine's. */
@Injectable()
export class SecondFactors {
  private readonly secretKey: Buffer;
  private readonly recoveryKey: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly delays: SignInDelays,
    private readonly passwords: PasswordService,
    @Inject(CONFIG) { APP_SECRET }: Config,
  ) {
    this.secretKey = keyFor(APP_SECRET, 'second factors');
    this.recoveryKey = keyFor(APP_SECRET, 'recovery codes');
  }

  async isActive(userId: string): Promise<boolean> {
    return (await this.find(userId))?.isActive ?? false;
  }

  state(userId: string): Promise<FactorState> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.sql<FactorState>(
        `SELECT f.confirmed_at AS "confirmedAt", f.confirmed_at IS NULL AS "isPending",
           (SELECT count(*)::int FROM recovery_codes r WHERE r.user_id = f.user_id AND r.used_at IS NULL)
             AS "recoveryCodesLeft"
         FROM second_factors f WHERE f.user_id = $1`,
        [userId],
      );
      return row ?? { confirmedAt: null, isPending: false, recoveryCodesLeft: 0 };
    });
  }

  /**
   * Begins, or begins anew; nothing is asked for at sign-in before it is confirmed. The password is asked for because a
   * stolen session must not be able to lock its owner out.
   * @throws DomainError access.bad_password, access.second_factor_active
   */
  async enrol(userId: string, password: string): Promise<Enrolment> {
    await this.passwords.prove(userId, password);
    const secret = newTotpSecret();
    const sealed = seal(this.secretKey, secret, userId);
    return this.transactions.run(async (tx) => {
      const stored = await tx.sql(
        `INSERT INTO second_factors AS f (user_id, sealed_secret) VALUES ($1, $2)
         ON CONFLICT (user_id) DO UPDATE SET sealed_secret = $2, created_at = now() WHERE f.confirmed_at IS NULL
         RETURNING user_id`,
        [userId, sealed],
      );
      if (stored.length === 0) throw new DomainError('access.second_factor_active');
      const { name } = await tx.manager.findOneByOrFail(User, { id: userId });
      return { secret, uri: totpUri(secret, name) };
    });
  }

  /** The app shows the right code: from now on it is asked for. @returns the recovery codes, shown once */
  async confirm(userId: string, code: string): Promise<string[]> {
    const factor = await this.find(userId);
    if (!factor) throw new DomainError('access.second_factor_missing');
    if (factor.isActive) throw new DomainError('access.second_factor_active');
    await this.check(userId, factor, code);
    return this.transactions.run(async (tx) => {
      // Somebody may have begun anew meanwhile: only the secret that was proved is confirmed.
      const sql = `UPDATE second_factors SET confirmed_at = now()
                   WHERE user_id = $1 AND sealed_secret = $2 AND confirmed_at IS NULL RETURNING user_id`;
      const confirmed = await tx.sql(sql, [userId, factor.sealedSecret]);
      if (confirmed.length === 0) throw new DomainError('access.bad_second_factor');
      return this.replaceRecoveryCodes(tx, userId);
    });
  }

  /**
   * A code of the app that was not used before, or a recovery code, which is used up.
   * @throws DomainError access.second_factor_missing, access.bad_second_factor, access.slowed_down
   */
  async prove(userId: string, code: string): Promise<void> {
    const factor = await this.find(userId);
    if (!factor?.isActive) throw new DomainError('access.second_factor_missing');
    await this.check(userId, factor, code);
  }

  /** New recovery codes for the ten of before. @throws what {@link prove} throws */
  async regenerate(userId: string, code: string): Promise<string[]> {
    await this.prove(userId, code);
    return this.transactions.run((tx) => this.replaceRecoveryCodes(tx, userId));
  }

  /** @throws what {@link prove} throws */
  async remove(userId: string, code: string): Promise<void> {
    await this.prove(userId, code);
    await this.transactions.run((tx) => tx.sql('DELETE FROM second_factors WHERE user_id = $1', [userId]));
  }

  private async find(userId: string): Promise<Factor | undefined> {
    const [factor] = await this.transactions.run((tx) =>
      tx.sql<Factor>(
        `SELECT sealed_secret AS "sealedSecret", confirmed_at IS NOT NULL AS "isActive"
         FROM second_factors WHERE user_id = $1`,
        [userId],
      ),
    );
    return factor;
  }

  private async check(userId: string, { sealedSecret }: Factor, code: string): Promise<void> {
    await this.delays.countGuess('second factor', userId);
    const isGood = TOTP_CODE.test(code)
      ? await this.useStep(userId, totpStep(unseal(this.secretKey, sealedSecret, userId), code, Date.now()))
      : await this.useRecoveryCode(userId, code);
    if (!isGood) throw new DomainError('access.bad_second_factor');
    await this.delays.forgiveGuesses('second factor', userId);
  }

  /** Who looked over a shoulder comes too late: a step is used once, and none before it any more. */
  private async useStep(userId: string, step: number | null): Promise<boolean> {
    if (step === null) return false;
    const sql = 'UPDATE second_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2 RETURNING user_id';
    return (await this.transactions.run((tx) => tx.sql(sql, [userId, step]))).length === 1;
  }

  private async useRecoveryCode(userId: string, typed: string): Promise<boolean> {
    const sql = `UPDATE recovery_codes SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL
                 RETURNING user_id`;
    return (await this.transactions.run((tx) => tx.sql(sql, [userId, this.hashOf(userId, typed)]))).length === 1;
  }

  private async replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await tx.sql('DELETE FROM recovery_codes WHERE user_id = $1', [userId]);
    await tx.sql('INSERT INTO recovery_codes (user_id, code_hash) SELECT $1, unnest($2::text[])', [
      userId,
      codes.map((code) => this.hashOf(userId, code)),
    ]);
    return codes;
  }

  private hashOf(userId: string, recoveryCode: string): string {
    return keyedHash(this.recoveryKey, userId, normalRecoveryCode(recoveryCode));
  }
}
