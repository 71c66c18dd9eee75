import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { ConsoleSms } from './console-sms';
import { HttpSms } from './http-sms';
import { SmsDelivery } from './sms-delivery';
import { SmsProvider } from './sms-provider';
import { SmsDeliveryProcessor } from './sms-delivery.processor';
import { SmsModule } from './sms.module';
import { SmsSweep } from './sms.sweep';

/** The provider, and the only place that talks to it. */
@Module({
  imports: [SmsModule],
  providers: [
    ...[SmsDelivery, SmsDeliveryProcessor, SmsSweep],
    {
      provide: SmsProvider,
      inject: [CONFIG],
      useFactory: ({
        SMS_PROVIDER,
        SMS_HTTP_URL: url,
        SMS_HTTP_TOKEN: token,
        SMS_HTTP_TIMEOUT_MS: timeoutMs,
      }: Config) => (SMS_PROVIDER === 'http' ? new HttpSms({ url, token, timeoutMs }) : new ConsoleSms()),
    },
  ],
})
export class SmsWorkerModule {}
