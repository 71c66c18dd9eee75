import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { reportRendering } from './report-rendering.entity';
import { RenderingRun } from './rendering-run';
import { MOST_SLOW } from './typesetters';

/**
 * Documents are set one after the other, but each job also takes some twenty steps in the database, which move on only
 * between two of them: with twelve in hand there is always one ready (measured: 0.67 of bare typst with two, 0.8 with
 * twelve). There are as many as this because only what is in hand can be put in another order, when documents without an
 * end stand before the others; half of it they cannot take ({@link MOST_SLOW}).
 */
@Processor(reportRendering.queue, { concurrency: 2 * MOST_SLOW })
export class ReportRenderingProcessor extends WorkerHost {
  constructor(private readonly run: RenderingRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
