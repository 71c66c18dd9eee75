import { Module } from '@nestjs/common';
import { DuePassSweep } from './due-pass.sweep';
import { DueReminderSweep } from './due-reminder.sweep';
import { DuesModule } from './dues.module';
import { ReminderRules } from './reminder-rules.service';

@Module({ imports: [DuesModule], providers: [DuePassSweep, DueReminderSweep, ReminderRules] })
export class DuesWorkerModule {}
