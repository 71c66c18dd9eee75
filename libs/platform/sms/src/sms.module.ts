import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@nqi/shared/jobs';
import { SmsEnvelope } from './sms-envelope';
import { SmsMessage, smsDelivery } from './sms-message.entity';
import { Sms } from './sms.service';

/** Orders for messages, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([SmsMessage]), JobsModule.declare(smsDelivery)],
  providers: [Sms, SmsEnvelope],
  exports: [Sms, SmsEnvelope],
})
export class SmsModule {}
