import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { keyedHash, keyFor } from '@nqi/shared/secrets';

interface Limit {
  key: string;
  seconds: number;
  most: number;
}

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

/** The first moment at which every limit has room again, in seconds from now; not positive when there is room. */
const WAIT = `
  SELECT ceil(extract(epoch FROM max(limits.full_until) - now()))::int AS seconds
  FROM (SELECT (SELECT r.at FROM code_requests r WHERE r.key = l.key ORDER BY r.at DESC OFFSET l.most - 1 LIMIT 1)
               + make_interval(secs => l.seconds) AS full_until
        FROM unnest($1::text[], $2::int[], $3::int[]) AS l (key, seconds, most)) AS limits`;

/**
 * A message costs money and disturbs somebody: how many codes may be asked for, for a phone and from an address. Known
 * and unknown phones count alike, only what was granted counts, and every limit slides.
 */
@Injectable()
export class CodeLimits {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { APP_SECRET }: Config) {
    this.key = keyFor(APP_SECRET, 'code limits');
  }

  /** @throws DomainError access.code_too_soon */
  async take(tx: Tx, { phone, address }: { phone: string; address: string }): Promise<void> {
    const limits = this.limitsOf(phone, address);
    const keys = [...new Set(limits.map(({ key }) => key))].sort();
    // In one order: two people of one office who ask at once wait for each other instead of both getting the last one.
    for (const key of keys) await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const columns = [
      limits.map(({ key }) => key),
      limits.map(({ seconds }) => seconds),
      limits.map(({ most }) => most),
    ];
    const [wait] = await tx.sql<{ seconds: number | null }>(WAIT, columns);
    if (wait?.seconds && wait.seconds > 0) {
      throw new DomainError('access.code_too_soon', { retryAfterSeconds: wait.seconds });
    }
    await tx.sql('INSERT INTO code_requests (key, at) SELECT unnest($1::text[]), now()', [keys]);
  }

  private limitsOf(phone: string, address: string): Limit[] {
    const [ofPhone, ofAddress] = [keyedHash(this.key, 'phone', phone), keyedHash(this.key, 'address', address)];
    return [
      { key: ofPhone, seconds: MINUTE, most: 1 },
      { key: ofPhone, seconds: HOUR, most: 5 },
      { key: ofPhone, seconds: DAY, most: 10 },
      // Many people of one office share an address.
      { key: ofAddress, seconds: HOUR, most: 30 },
      { key: ofAddress, seconds: DAY, most: 100 },
    ];
  }
}
