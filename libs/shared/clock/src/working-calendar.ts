import { Injectable } from '@nestjs/common';
import type { WorkingPeriod, WorkingTime } from '@nqi/shared/calendar';
import { Transactions } from '@nqi/shared/database';

/** Announcements are new rows, once a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

/** The city's working time as the rows say it today; hand it to the pure functions. */
@Injectable()
export class WorkingCalendar {
  private known: { time: WorkingTime; readAt: number } | undefined;

  constructor(private readonly transactions: Transactions) {}

  async time(): Promise<WorkingTime> {
    if (!this.known || Date.now() - this.known.readAt >= BELIEVED_MS) {
      this.known = { time: await this.read(), readAt: Date.now() };
    }
    return this.known.time;
  }

  private async read(): Promise<WorkingTime> {
    const { manager } = this.transactions;
    const days = await manager.query<{ day: string; isWorking: boolean }[]>(
      'SELECT day, is_working AS "isWorking" FROM calendar_days',
    );
    const periods = await manager.query<WorkingPeriod[]>(
      `SELECT from_minute AS "fromMinute", to_minute AS "toMinute",
              effective_from AS "effectiveFrom", effective_to AS "effectiveTo" FROM working_periods`,
    );
    const [years] = await manager.query<{ covered: number }[]>('SELECT max(year)::int AS covered FROM calendar_years');
    return {
      exceptions: new Map(days.map(({ day, isWorking }) => [day, isWorking])),
      coveredTo: `${years?.covered ?? 1900}-12-31`,
      periods,
    };
  }
}
