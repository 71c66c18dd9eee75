import { Module } from '@nestjs/common';
import { NoticeController } from './notice.controller';
import { NoticeQueries } from './notice.queries';
import { NoticesModule } from './notices.module';

@Module({ imports: [NoticesModule], controllers: [NoticeController], providers: [NoticeQueries] })
export class NoticesHttpModule {}
