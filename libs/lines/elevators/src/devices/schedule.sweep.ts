import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ELEVATOR } from './elevator-mandate.kind';
import { nextDues, type ScheduleBasis } from './inspection-schedule';

const AT_ONCE = 1_000;

/** On the day on which an edition of the year schedule comes into force, the days of all devices follow it. */
@Injectable()
export class ScheduleSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rules: ElevatorRulesService,
    private readonly dues: DueService,
  ) {
    super();
  }

  async run(): Promise<void> {
    while (await this.reschedule());
  }

  /** @returns whether there may be more */
  private async reschedule(): Promise<boolean> {
    const rule = await this.rules.scheduleOn(this.clock.today());
    return this.transactions.run(async (tx) => {
      const devices = await tx.sql<ScheduleBasis & { id: string }>(
        `SELECT id, base_month AS "baseMonth", last_passed_on AS "lastPassedOn", last_self_tested_on AS "lastSelfTestedOn"
         FROM elevators WHERE base_month IS NOT NULL AND (schedule_rule < $1 OR schedule_rule > $1)
         ORDER BY id LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED`,
        [rule.version],
      );
      const ids = devices.map(({ id }) => id);
      const days = devices.map((device) => nextDues(rule, device));
      await tx.sql(
        `UPDATE elevators e SET next_inspection_due_on = d.inspection, next_self_test_due_on = d.self_test,
           schedule_rule = $4, version = version + 1, updated_at = $5
         FROM unnest($1::uuid[], $2::date[], $3::date[]) AS d(id, inspection, self_test) WHERE e.id = d.id`,
        [
          ...[ids, days.map(({ inspection }) => inspection), days.map(({ selfTest }) => selfTest)],
          ...[rule.version, this.clock.now()],
        ],
      );
      await this.dues.follow(tx, ELEVATOR, ids);
      return ids.length === AT_ONCE;
    });
  }
}
