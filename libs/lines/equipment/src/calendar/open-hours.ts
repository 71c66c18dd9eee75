import { cityDate, cityInstant, weekdayOf } from '@nqi/shared/calendar';

/** A period of time in milliseconds since the epoch, its end excluded. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Opening hours of one weekday in city time: 1 is Monday, 7 Sunday; `24:00` ends a day. */
export interface OpenHours {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The beginning of the city's day in which an instant lies. */
export function cityMidnight(instant: number): number {
  return cityInstant(cityDate(new Date(instant))).getTime();
}

/** Minutes of a day at which `HH:MM` is. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** When it is open between two instants, in order; hours that touch, as at midnight, are one period. */
export function openPeriods(weekly: readonly OpenHours[], { from, to }: Period): Period[] {
  const periods: { from: number; to: number }[] = [];
  for (let midnight = cityMidnight(from); midnight < to; midnight += DAY_MS) {
    for (const hours of hoursOf(weekly, midnight)) {
      const opens = midnight + minutesOf(hours.from) * MINUTE_MS;
      const closes = midnight + minutesOf(hours.to) * MINUTE_MS;
      const last = periods.at(-1);
      if (last && last.to >= opens) last.to = Math.max(last.to, closes);
      else periods.push({ from: opens, to: closes });
    }
  }
  return periods.filter((period) => period.to > from && period.from < to);
}

function hoursOf(weekly: readonly OpenHours[], midnight: number): OpenHours[] {
  const day = weekdayOf(cityDate(new Date(midnight)));
  return weekly.filter((hours) => hours.day === day).sort((one, other) => one.from.localeCompare(other.from));
}
