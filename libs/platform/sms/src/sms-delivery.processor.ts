import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { SmsDelivery } from './sms-delivery';
import { smsDelivery } from './sms-message.entity';

/** Waiting for a provider costs nothing; a slow one must not hold up the codes of others. */
@Processor(smsDelivery.queue, { concurrency: 10 })
export class SmsDeliveryProcessor extends WorkerHost {
  constructor(private readonly delivery: SmsDelivery) {
    super();
  }

  async process({ id }: Job): Promise<void> {
    if (id) await this.delivery.of(id);
  }
}
