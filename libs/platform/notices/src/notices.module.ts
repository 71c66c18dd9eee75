import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { JobsModule } from '@nqi/shared/jobs';
import { NoticeDelivery, noticeDelivery } from './deliveries/notice-delivery.entity';
import { EmailAddress } from './emails/email-address.entity';
import { EmailCodes } from './emails/email-codes';
import { EmailService } from './emails/email.service';
import { EventBell } from './events/event-bell';
import { identityNotices } from './kinds/identity-notices.kind';
import { NoticesOfPersonKind } from './kinds/notices-of-person.kind';
import { Mails } from './mails/mails.service';
import { Notice } from './notice.entity';
import { NoticeKinds } from './notice-kinds';
import { registering } from './registering';
import { Notices } from './notices.service';
import { NoticePreference } from './preferences/notice-preference.entity';

/** What people are told, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Notice, NoticeDelivery, EmailAddress, NoticePreference]),
    JobsModule.declare(noticeDelivery),
    PersonalDataModule,
  ],
  providers: [
    ...[NoticeKinds, Notices, EventBell, EmailCodes, EmailService, NoticesOfPersonKind, Mails],
    ...identityNotices.map(registering),
  ],
  exports: [NoticeKinds, Notices, EventBell, EmailCodes, EmailService, Mails],
})
export class NoticesModule {}
