const DAY_MS = 86_400_000;

/** `day` plus a number of days, which may be negative. Days are `YYYY-MM-DD`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

/** The same day `months` later; the last day of that month where it has no such day (as 民法典 art. 202 counts). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}

/**
 * 有效期至: the last day on which a verification of `day` holds. The day before the same day `months` later; the last
 * day of the month itself where that month has no such day: 2026-03-15 + 12 → 2027-03-14, 2026-08-31 + 6 → 2027-02-28.
 */
export function lastDayOfValidity(day: string, months: number): string {
  const sameDay = addMonths(day, months);
  return sameDay.endsWith(day.slice(-2)) ? addDays(sameDay, -1) : sameDay;
}
