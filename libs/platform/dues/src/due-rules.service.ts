import { Injectable } from '@nestjs/common';
import { Clock, WorkingCalendar } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { type DueRule, RulesOfDay } from './rules-of-day';

/** The common ladder, and what is particular to kinds. */
const RULES = `
  SELECT NULL AS kind, rungs, repeat_days AS "repeatDays", NULL::smallint AS "actWorkingDays", NULL::smallint AS "actMonths"
  FROM due_reminder_rules WHERE $1::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')
  UNION ALL SELECT kind, rungs, repeat_days, act_working_days, act_months
  FROM due_kind_rules WHERE $1::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')`;

/** The dated rows behind reminders, and behind the days by which to act. */
@Injectable()
export class DueRules {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly reads: PreparedReads,
  ) {}

  async current(): Promise<RulesOfDay> {
    const rules = await this.reads.rows<DueRule>({ name: 'due_rules', text: RULES }, [this.clock.today()]);
    return new RulesOfDay(rules, await this.calendar.time());
  }
}
