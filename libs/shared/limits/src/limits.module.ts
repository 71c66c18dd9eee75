import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { PreparedReads } from '@nqi/shared/database';
import { Counts, PostgresCounts, RedisCounts } from './counts';
import { Limits } from './limits';

/** Counted in Redis where there is one, else in PostgreSQL. */
@Module({
  providers: [
    Limits,
    {
      provide: Counts,
      inject: [CONFIG, PreparedReads],
      useFactory: (config: Config, reads: PreparedReads) =>
        config.REDIS_URL ? new RedisCounts(config) : new PostgresCounts(reads),
    },
  ],
  exports: [Limits],
})
export class LimitsModule {}
