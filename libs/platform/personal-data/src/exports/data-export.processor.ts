import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { dataExport } from './data-export.entity';
import { ExportRun } from './export-run';

@Processor(dataExport.queue)
export class DataExportProcessor extends WorkerHost {
  constructor(private readonly run: ExportRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
