import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { JobsModule } from '@nqi/shared/jobs';
import { NoticeDelivery, noticeDelivery } from './deliveries/notice-delivery.entity';
import { EventBell } from './events/event-bell';
import { identityNotices } from './kinds/identity-notices.kind';
import { Notice } from './notice.entity';
import { NoticeKinds } from './notice-kinds';
import { registering } from './registering';
import { Notices } from './notices.service';

/** What people are told, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Notice, NoticeDelivery]), JobsModule.declare(noticeDelivery), PersonalDataModule],
  providers: [...[NoticeKinds, Notices, EventBell], ...identityNotices.map(registering)],
  exports: [NoticeKinds, Notices, EventBell],
})
export class NoticesModule {}
