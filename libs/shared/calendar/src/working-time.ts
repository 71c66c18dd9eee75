import { cityDate, cityInstant } from './city-time';
import { addDays, weekdayOf } from './days';

/** A span of working time in the city's day, minutes from midnight. */
export interface WorkingPeriod {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** What working time is: rows, since the State Council moves days (调休) by an announcement for each year. */
export interface WorkingTime {
  /** Days that are not what their weekday says: worked or not. */
  readonly exceptions: ReadonlyMap<string, boolean>;
  /** The last day whose year has been announced; what lies beyond is provisional. */
  readonly coveredTo: string;
  readonly periods: readonly WorkingPeriod[];
}

/** A moment or day that was counted out; provisional when an announcement yet to come may move it. */
export interface Counted<T> {
  readonly at: T;
  readonly isProvisional: boolean;
}

const MINUTE_MS = 60_000;
/** Nothing here is due later; reached only where no time is worked at all. */
const HORIZON_DAYS = 3_660;

export function isWorkingDay({ exceptions }: WorkingTime, day: string): boolean {
  return exceptions.get(day) ?? weekdayOf(day) <= 5;
}

/** The `count`th working day after `day`, before it where negative; `count` 0: `day` itself. */
export function addWorkingDays(time: WorkingTime, day: string, count: number): Counted<string> {
  let at = day;
  for (let left = Math.abs(count), looked = 0; left > 0 && looked < HORIZON_DAYS; looked += 1) {
    at = addDays(at, Math.sign(count));
    if (isWorkingDay(time, at)) left -= 1;
  }
  return { at, isProvisional: at > time.coveredTo || day > time.coveredTo };
}

/** The moment at which `minutes` of working time have passed since `from`. */
export function addWorkingMinutes(time: WorkingTime, from: Date, minutes: number): Counted<Date> {
  let left = minutes * MINUTE_MS;
  let day = cityDate(from);
  for (let looked = 0; looked < HORIZON_DAYS; looked += 1) {
    for (const { start, end } of spansOf(time, day)) {
      const begin = Math.max(start, from.getTime());
      if (end <= begin) continue;
      if (end - begin >= left) return { at: new Date(begin + left), isProvisional: day > time.coveredTo };
      left -= end - begin;
    }
    day = addDays(day, 1);
  }
  throw new RangeError('no working time is left to count');
}

/** Working time between two moments, in minutes; 0 when `to` is not later. */
export function workingMinutesBetween(time: WorkingTime, from: Date, to: Date): number {
  let worked = 0;
  for (let day = cityDate(from); day <= cityDate(to); day = addDays(day, 1)) {
    for (const { start, end } of spansOf(time, day)) {
      worked += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
    }
  }
  return worked / MINUTE_MS;
}

/** The worked spans of a day, in order, as instants. */
function spansOf(time: WorkingTime, day: string): { start: number; end: number }[] {
  if (!isWorkingDay(time, day)) return [];
  return time.periods
    .filter(({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo))
    .map(({ fromMinute, toMinute }) => ({
      start: cityInstant(day, fromMinute).getTime(),
      end: cityInstant(day, toMinute).getTime(),
    }))
    .sort((one, other) => one.start - other.start);
}
