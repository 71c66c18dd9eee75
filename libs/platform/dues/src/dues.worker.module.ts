import { Module } from '@nestjs/common';
import { DuePassSweep } from './due-pass.sweep';
import { DueReminderSweep } from './due-reminder.sweep';
import { DuesModule } from './dues.module';

@Module({ imports: [DuesModule], providers: [DuePassSweep, DueReminderSweep] })
export class DuesWorkerModule {}
