import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MandatesModule } from '@nqi/platform/mandates';
import { NoticesModule } from '@nqi/platform/notices';
import { DueKinds } from './due-kind';
import { DueReminderEntry } from './due-reminder.entity';
import { DueNotices } from './due-notices.kind';
import { Due } from './due.entity';
import { DueRules } from './due-rules.service';
import { DueService } from './due.service';
import { OutstandingDues } from './outstanding-dues.queries';

const services = [DueKinds, DueService, DueRules, OutstandingDues, DueNotices];

/** What falls due, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Due, DueReminderEntry]), MandatesModule, NoticesModule],
  providers: services,
  exports: services,
})
export class DuesModule {}
