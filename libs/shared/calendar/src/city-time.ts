/** Hours by which the city is ahead of UTC; China has had no daylight saving time since 1991. */
const CITY_OFFSET_MS = 8 * 3_600_000;

/** The date an instant has in the city (Asia/Shanghai), `YYYY-MM-DD`. */
export function cityDate(instant: Date): string {
  return new Date(instant.getTime() + CITY_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant of a minute of the city's day: `cityInstant('2026-03-02', 9 * 60)` is 09:00 in Asia/Shanghai. */
export function cityInstant(day: string, minute = 0): Date {
  return new Date(Date.parse(day) - CITY_OFFSET_MS + minute * 60_000);
}
