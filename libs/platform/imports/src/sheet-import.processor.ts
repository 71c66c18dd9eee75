import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ImportRun } from './import-run';
import { sheetImport } from './import.entity';

@Processor(sheetImport.queue)
export class SheetImportProcessor extends WorkerHost {
  constructor(private readonly run: ImportRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
