import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Redis } from 'ioredis';

const NEEDED = { appendonly: 'yes', 'maxmemory-policy': 'noeviction' } as const;

/** Warns about a Redis that may forget jobs. The sweeper restores them from their rows, but later than anyone would like. */
@Injectable()
export class RedisCheck implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.REDIS_URL) return;
    const redis = new Redis(this.config.REDIS_URL, { maxRetriesPerRequest: 1, lazyConnect: true });
    redis.on('error', () => undefined); // reported below, once
    try {
      for (const [setting, needed] of Object.entries(NEEDED)) {
        const [, actual] = await redis.config('GET', setting);
        if (actual !== needed) this.logger.warn({ setting, actual, needed }, 'this Redis may lose jobs');
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'the settings of Redis could not be read');
    } finally {
      redis.disconnect();
    }
  }
}
