import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { reportRendering } from './report-rendering.entity';
import { RenderingRun } from './rendering-run';

/**
 * Compiling goes one after the other, but each job also takes some twenty steps in the database, which move on only
 * between two compilations: with twelve in hand there is always one ready to compile (measured: 0.67 of bare typst with
 * two, 0.8 with twelve).
 */
@Processor(reportRendering.queue, { concurrency: 12 })
export class ReportRenderingProcessor extends WorkerHost {
  constructor(private readonly run: RenderingRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
