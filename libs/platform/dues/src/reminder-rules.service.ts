import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import type { ReminderRule } from './reminder-ladder';

/** The dated rows behind the ladder. */
@Injectable()
export class ReminderRules {
  constructor(private readonly clock: Clock) {}

  async current(tx: Tx): Promise<ReminderRule> {
    const [rule] = await tx.sql<ReminderRule>(
      `SELECT rungs, repeat_days AS "repeatDays" FROM due_reminder_rules
       WHERE $1::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')`,
      [this.clock.today()],
    );
    if (!rule) throw new Error('No rule of reminders is in force.');
    return rule;
  }
}
