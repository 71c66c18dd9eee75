const DAY = /^(19|20|21)\d\d-\d\d-\d\d$/;

/** Whether a value is a day of the calendar as `YYYY-MM-DD`; from 1900 to 2199, which catches most slips of the pen. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
