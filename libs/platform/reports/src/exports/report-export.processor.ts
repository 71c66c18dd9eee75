import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ExportRun } from './export-run';
import { reportExport } from './report-export.entity';

/** One after the other: they read what rendering writes, and nobody waits for them on the screen. */
@Processor(reportExport.queue)
export class ReportExportProcessor extends WorkerHost {
  constructor(private readonly run: ExportRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
