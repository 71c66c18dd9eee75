import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { formSetting } from './form.entity';
import { FormRun } from './form-run';

@Processor(formSetting.queue)
export class FormProcessor extends WorkerHost {
  constructor(private readonly run: FormRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
