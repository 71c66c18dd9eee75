import { Module } from '@nestjs/common';
import { EmailController } from './emails/email.controller';
import { EventController } from './events/event.controller';
import { EventHub } from './events/event-hub.service';
import { EventQueries } from './events/event.queries';
import { EventService } from './events/event.service';
import { NoticeController } from './notice.controller';
import { NoticeQueries } from './notice.queries';
import { NoticesModule } from './notices.module';
import { NoticePreferenceController } from './preferences/notice-preference.controller';
import { NoticePreferenceService } from './preferences/notice-preference.service';

@Module({
  imports: [NoticesModule],
  controllers: [NoticeController, EventController, EmailController, NoticePreferenceController],
  providers: [NoticeQueries, EventQueries, EventHub, EventService, NoticePreferenceService],
})
export class NoticesHttpModule {}
