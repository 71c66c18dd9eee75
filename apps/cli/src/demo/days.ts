/** Calendar days as `YYYY-MM-DD`, counted without any time of day. */

const DAY_MS = 86_400_000;

/** Today in the city. */
export function today(): string {
  return new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last day of the month that is `months` after the one of `date`. */
export function endOfMonth(date: string, months = 0): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** The first day from `date` on that is no Saturday or Sunday. */
export function workingDay(date: string): string {
  const weekday = new Date(date).getUTCDay();
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}
