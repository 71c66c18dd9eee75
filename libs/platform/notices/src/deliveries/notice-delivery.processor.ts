import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { DeliveryRun } from './delivery-run';
import { noticeDelivery } from './notice-delivery.entity';

/** Waiting for a mail server costs nothing. */
@Processor(noticeDelivery.queue, { concurrency: 5 })
export class NoticeDeliveryProcessor extends WorkerHost {
  constructor(private readonly run: DeliveryRun) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.run.of(id);
  }
}
