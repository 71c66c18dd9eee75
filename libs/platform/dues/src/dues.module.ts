import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MandatesModule } from '@nqi/platform/mandates';
import { DueKinds } from './due-kind';
import { DueReminderEntry } from './due-reminder.entity';
import { DueReminders } from './due-reminders';
import { Due } from './due.entity';
import { DueService } from './due.service';
import { OutstandingDues } from './outstanding-dues.queries';

const services = [DueKinds, DueService, OutstandingDues, DueReminders];

/** What falls due, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Due, DueReminderEntry]), MandatesModule],
  providers: services,
  exports: services,
})
export class DuesModule {}
