import { Module } from '@nestjs/common';
import { EventController } from './events/event.controller';
import { EventHub } from './events/event-hub.service';
import { EventQueries } from './events/event.queries';
import { EventService } from './events/event.service';
import { NoticeController } from './notice.controller';
import { NoticeQueries } from './notice.queries';
import { NoticesModule } from './notices.module';

@Module({
  imports: [NoticesModule],
  controllers: [NoticeController, EventController],
  providers: [NoticeQueries, EventQueries, EventHub, EventService],
})
export class NoticesHttpModule {}
