import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { ConsoleMail } from './deliveries/console-mail';
import { DeliveryRun } from './deliveries/delivery-run';
import { MessageSender } from './deliveries/message-sender';
import { NoticeDeliveryProcessor } from './deliveries/notice-delivery.processor';
import { OutgoingMessages } from './deliveries/outgoing-messages';
import { SmtpMail } from './deliveries/smtp-mail';
import { NoticesModule } from './notices.module';
import { NoticesSweep } from './notices.sweep';

/** The ways out, and the only place that talks to them. */
@Module({
  imports: [NoticesModule],
  providers: [
    ...[DeliveryRun, OutgoingMessages, NoticeDeliveryProcessor, NoticesSweep],
    {
      provide: MessageSender,
      inject: [CONFIG],
      useFactory: ({ SMTP_URL, MAIL_FROM }: Config) =>
        SMTP_URL ? new SmtpMail(SMTP_URL, MAIL_FROM) : new ConsoleMail(),
    },
  ],
})
export class NoticesWorkerModule {}
