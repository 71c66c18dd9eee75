import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { reportRendering } from './report-rendering.entity';
import { RenderingRun } from './rendering-run';

@Processor(reportRendering.queue)
export class ReportRenderingProcessor extends WorkerHost {
  constructor(private readonly run: RenderingRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
