import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { reportRendering } from './report-rendering.entity';
import { RenderingRun } from './rendering-run';

/** Several at a time: one compiles while the others wait for the database; compiling itself is one after the other. */
@Processor(reportRendering.queue, { concurrency: 6 })
export class ReportRenderingProcessor extends WorkerHost {
  constructor(private readonly run: RenderingRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
