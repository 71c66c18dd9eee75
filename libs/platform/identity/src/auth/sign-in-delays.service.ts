import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';

/** Somebody who tries to sign in. */
export interface Attempt {
  phone: string;
  address: string;
}

interface Brake {
  key: string;
  /** Failures within a day that cost nothing. */
  free: number;
  /** Longest wait, in seconds. */
  longest: number;
}

/**
 * Failed sign-ins slow down who makes them, never more than this: an account cannot be locked by strangers, since what
 * others do to it costs its owner at most half a minute. Times are the machine's.
 */
function brakesOf({ phone, address }: Attempt): Brake[] {
  return [
    { key: keyOf('pair', phone, address), free: 5, longest: 900 },
    // Many people of one office share an address.
    { key: keyOf('address', address), free: 100, longest: 900 },
    { key: keyOf('phone', phone), free: 100, longest: 30 },
  ];
}

/**
 * One attempt on every brake that is not held, in one statement: a hundred guesses at once are counted one by one. The
 * wait doubles with every failure beyond the free ones; a day without any forgets them. What costs nothing is held until
 * no time at all: the `now()` of two attempts at once may stand in any order.
 */
const COUNT = `
  INSERT INTO sign_in_delays AS d (key, failures, held_until, updated_at)
    SELECT key, 1, '-infinity', now() FROM unnest($1::text[]) AS key ORDER BY key
  ON CONFLICT (key) DO UPDATE SET updated_at = now(),
    failures = CASE WHEN d.updated_at < now() - interval '1 day' THEN 1 ELSE d.failures + 1 END,
    held_until = CASE WHEN d.updated_at < now() - interval '1 day' THEN '-infinity'
      ELSE (SELECT CASE WHEN d.failures + 1 > free
              THEN now() + make_interval(secs => least(longest, 2 ^ least(d.failures - free, 20))) ELSE '-infinity' END
            FROM unnest($1::text[], $2::int[], $3::int[]) AS brake (key, free, longest) WHERE brake.key = d.key) END
    WHERE d.held_until <= now()
  RETURNING key`;

@Injectable()
export class SignInDelays {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Counts an attempt as failed, before the password is looked at.
   * @throws DomainError access.slowed_down while an earlier failure still costs time
   */
  count(attempt: Attempt): Promise<void> {
    return this.hold(brakesOf(attempt));
  }

  /**
   * Counts a guess by somebody who has come further than a stranger can: with a session, or with the password. They may be
   * kept waiting longer.
   */
  countGuess(what: string, userId: string): Promise<void> {
    return this.hold([{ key: keyOf(what, userId), free: 5, longest: 900 }]);
  }

  async forgiveGuesses(what: string, userId: string): Promise<void> {
    await this.transactions.run((tx) => tx.sql('DELETE FROM sign_in_delays WHERE key = $1', [keyOf(what, userId)]));
  }

  /** The password was right: this person at this address starts anew, the others get their attempt back. */
  async forgive(attempt: Attempt): Promise<void> {
    const [pair, ...others] = brakesOf(attempt).map(({ key }) => key);
    await this.transactions.run(async (tx) => {
      await tx.sql('DELETE FROM sign_in_delays WHERE key = $1', [pair]);
      await tx.sql('UPDATE sign_in_delays SET failures = greatest(0, failures - 1) WHERE key = ANY($1)', [others]);
    });
  }

  private async hold(brakes: readonly Brake[]): Promise<void> {
    const keys = brakes.map(({ key }) => key);
    const values = [keys, brakes.map(({ free }) => free), brakes.map(({ longest }) => longest)];
    await this.transactions.run(async (tx) => {
      const counted = await tx.sql(COUNT, values);
      if (counted.length === keys.length) return;
      const [row] = await tx.sql<{ seconds: number }>(
        `SELECT greatest(1, ceil(extract(epoch FROM max(held_until) - now())))::int AS seconds
         FROM sign_in_delays WHERE key = ANY($1)`,
        [keys],
      );
      throw new DomainError('access.slowed_down', { retryAfterSeconds: row?.seconds ?? 1 });
    });
  }
}

/** A table of failed attempts must not be a list of phones. */
function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
