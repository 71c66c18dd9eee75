import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { columnsOf, insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { Sweep } from '@nqi/shared/jobs';
import { DueReminderEntry } from './due-reminder.entity';
import { DueNotices, type DueReminder } from './due-notices.kind';
import { Due } from './due.entity';
import { DueService } from './due.service';
import { DueRules } from './due-rules.service';
import { nextReminderOn, rungOn } from './reminder-ladder';
import type { RulesOfDay } from './rules-of-day';

const AT_ONCE = 1_000;
const WAITING = `state = 'open' AND NOT is_in_hand AND remind_on <= $1`;

/** Makes the reminders of the day. After days without a worker each due comes to its present rung, not to all it missed. */
@Injectable()
export class DueReminderSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rules: DueRules,
    private readonly dues: DueService,
    private readonly notices: DueNotices,
  ) {
    super();
  }

  async run(): Promise<void> {
    while (await this.remind());
  }

  /** One worker reminds at a time. @returns whether there may be more */
  private remind(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const [lock] = await tx.sql<{ held: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('due reminders')) AS held`,
      );
      if (!lock?.held) return false;
      const rules = await this.rules.current();
      const dues = await this.waiting(tx);
      const made = await this.enter(tx, rules, dues);
      await this.keep(tx, rules, dues);
      this.notices.tell(tx, made);
      return dues.length > 0;
    });
  }

  /** Subjects first, and as they are now: a filing that came in without anybody saying so stops the reminder, too. */
  private async waiting(tx: Tx): Promise<Due[]> {
    const today = this.clock.today();
    const candidates = await tx.sql<Pick<Due, 'id' | 'subjectType' | 'subjectId'>>(
      `SELECT id, subject_type AS "subjectType", subject_id AS "subjectId" FROM dues WHERE ${WAITING}
       ORDER BY remind_on, id LIMIT ${AT_ONCE}`,
      [today],
    );
    for (const type of new Set(candidates.map(({ subjectType }) => subjectType))) {
      const subjects = candidates.filter(({ subjectType }) => subjectType === type);
      await this.dues.follow(
        tx,
        type,
        subjects.map(({ subjectId }) => subjectId),
      );
    }
    const ids = candidates.map(({ id }) => id);
    const columns = columnsOf(tx.manager.connection, Due, 'd');
    return tx.sql<Due>(`SELECT ${columns} FROM dues d WHERE id = ANY($2) AND ${WAITING} ORDER BY id FOR UPDATE`, [
      today,
      ids,
    ]);
  }

  private async enter(tx: Tx, rules: RulesOfDay, dues: readonly Due[]): Promise<DueReminder[]> {
    const today = this.clock.today();
    const reminders = dues.flatMap((due) => {
      const rung = rungOn(rules.ladder(due), due.dueOn, today);
      if (rung === null || rung <= (due.remindedRung ?? -Infinity)) return [];
      return [{ id: newId(), rung, due, actBy: rules.actBy(due) ?? due.dueOn }];
    });
    const rows = reminders.map(({ id, rung, due }) => ({ id, dueId: due.id, rung, createdAt: this.clock.now() }));
    const entered = await insertMany(tx, DueReminderEntry, rows);
    return reminders.filter(({ id }) => entered.has(id));
  }

  private async keep(tx: Tx, rules: RulesOfDay, dues: readonly Due[]): Promise<void> {
    const today = this.clock.today();
    await tx.sql(
      `UPDATE dues d SET remind_on = kept.next, reminded_rung = coalesce(kept.rung, d.reminded_rung)
       FROM unnest($1::uuid[], $2::date[], $3::smallint[]) AS kept(id, next, rung) WHERE d.id = kept.id`,
      [
        dues.map(({ id }) => id),
        dues.map((due) => nextReminderOn(rules.ladder(due), due.dueOn, today)),
        dues.map((due) => rungOn(rules.ladder(due), due.dueOn, today)),
      ],
    );
  }
}
