import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullModule } from '@nestjs/bullmq';
import { CONFIG, type Config } from '@nqi/shared/config';
import { JobDefinition } from './job-definition';
import { Jobs } from './jobs.service';
import { ProcessorCheck } from './processor-check';
import { chooseBackend, queueOptions } from './queue-backend';
import { RedisCheck } from './redis-check';
import { Sweeper } from './sweeper';

@Global()
@Module({})
export class JobsModule {
  /** Queues on Redis when it is configured, else in PostgreSQL. Call before any queue exists: the backend is process-wide. */
  static forRoot(config: Config): DynamicModule {
    chooseBackend(config);
    return {
      module: JobsModule,
      imports: [BullModule.forRootAsync({ inject: [CONFIG], useFactory: queueOptions })],
      providers: [Jobs, RedisCheck],
      exports: [Jobs],
    };
  }

  /** Declares a job; exactly one processor of the worker must process it. */
  static declare(job: JobDefinition): DynamicModule {
    return {
      module: JobsModule,
      imports: [BullModule.registerQueue({ name: job.queue })],
      providers: [{ provide: `job:${job.queue}`, useValue: job }],
    };
  }
}

/** What only the worker has: the sweeper and the check that every job is processed. */
@Module({ imports: [DiscoveryModule], providers: [Sweeper, ProcessorCheck], exports: [Sweeper] })
export class JobsWorkerModule {}
