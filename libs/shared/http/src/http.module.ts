import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ActingInterceptor } from './acting.interceptor';
import { BatchInterceptor } from './batch.interceptor';
import { BytesInterceptor } from './bytes.interceptor';
import { DepthInterceptor } from './depth.interceptor';
import { EtagInterceptor } from './etag.interceptor';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { ProblemFilter } from './problem.filter';
import { ProblemPagesController } from './problem-pages.controller';
import { Refusals } from './refusals';
import { ShapePipe } from './validation';

/** What every request passes, from outside in: act, bytes, depth, idempotency, ETag, batch, shape; refusals leave through one filter. */
@Module({
  controllers: [ProblemPagesController],
  providers: [
    ProblemFilter,
    Refusals,
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: ActingInterceptor },
    { provide: APP_INTERCEPTOR, useClass: BytesInterceptor },
    { provide: APP_INTERCEPTOR, useClass: DepthInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
    { provide: APP_INTERCEPTOR, useClass: BatchInterceptor },
    { provide: APP_PIPE, useClass: ShapePipe },
  ],
})
export class HttpModule {}
