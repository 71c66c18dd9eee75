import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { PreparedReads } from '@nqi/shared/database';
import { Redis } from 'ioredis';

/** Where all processes count together. */
export abstract class Counts {
  /** Adds to what a key has taken in a window. @returns what it has taken by now, with this */
  abstract add(key: string, window: number, amount: number): Promise<number>;
}

const ADD = {
  name: 'rate_limits_add',
  text: `INSERT INTO rate_limits AS l (key, time_window, taken) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET time_window = EXCLUDED.time_window,
           taken = EXCLUDED.taken + CASE WHEN l.time_window = EXCLUDED.time_window THEN l.taken ELSE 0 END
         RETURNING taken`,
};

/** In a table without a write-ahead log: a crash forgets the counts of a minute. */
@Injectable()
export class PostgresCounts extends Counts {
  constructor(private readonly reads: PreparedReads) {
    super();
  }

  async add(key: string, window: number, amount: number): Promise<number> {
    const [row] = await this.reads.rows<{ taken: number }>(ADD, [key, window, amount]);
    return row?.taken ?? amount;
  }
}

/** Long enough for the window, short enough that Redis forgets it by itself. */
const KEPT_SECONDS = 120;

@Injectable()
export class RedisCounts extends Counts implements OnModuleDestroy {
  private readonly redis: Redis;

  constructor(@Inject(CONFIG) { REDIS_URL }: Config) {
    super();
    // A request does not wait for a Redis that is away.
    const options = { maxRetriesPerRequest: 0, commandTimeout: 250, enableOfflineQueue: false, lazyConnect: true };
    this.redis = new Redis(REDIS_URL, options);
    this.redis.on('error', () => undefined); // each use that fails is reported where it lets through
    void this.redis.connect().catch(() => undefined);
  }

  async add(key: string, window: number, amount: number): Promise<number> {
    const name = `limits:${key}:${window}`;
    const answers = await this.redis.multi().incrby(name, amount).expire(name, KEPT_SECONDS).exec();
    return Number(answers?.[0]?.[1]);
  }

  onModuleDestroy(): void {
    this.redis.disconnect();
  }
}
