import { Module, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { ReportDeliveriesWorkerModule } from './deliveries/report-deliveries.worker.module';
import { ReportExportsWorkerModule } from './exports/report-exports.worker.module';
import { RenderingRun } from './rendering-run';
import { ReportArchiveSweep } from './report-archive.sweep';
import { ReportRenderingProcessor } from './report-rendering.processor';
import { ReportTypesetting } from './report-typesetting';
import { ReportsModule } from './reports.module';
import { Signing } from './signing/signing.service';
import { TestKeys } from './signing/test-keys.service';
import { Typesetters } from './typesetters';

@Module({
  imports: [ReportsModule, ReportDeliveriesWorkerModule, ReportExportsWorkerModule],
  providers: [
    ...[ReportRenderingProcessor, RenderingRun, ReportTypesetting, Signing, TestKeys, ReportArchiveSweep],
    {
      provide: Typesetters,
      inject: [CONFIG],
      useFactory: (config: Config) => new Typesetters({ timeoutMs: config.RENDER_TIMEOUT_SECONDS * 1_000 }),
    },
  ],
  exports: [Typesetters],
})
export class ReportsWorkerModule implements OnModuleDestroy, OnApplicationShutdown {
  constructor(private readonly typesetter: Typesetters) {}

  /** Before the queues wait for what they have in hand. */
  onModuleDestroy(): void {
    this.typesetter.giveBack();
  }

  onApplicationShutdown(): void {
    this.typesetter.close();
  }
}
