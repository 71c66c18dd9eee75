/** Hours by which the city is ahead of UTC; China has had no daylight saving time since 1991. */
const CITY_OFFSET_MS = 8 * 3_600_000;

/** The only source of "now" for records; tests and demonstrations inject another. */
export abstract class Clock {
  abstract now(): Date;

  /** Today's date in the city (Asia/Shanghai), `YYYY-MM-DD`. */
  today(): string {
    return cityDate(this.now());
  }
}

/** The date an instant has in the city (Asia/Shanghai), `YYYY-MM-DD`. */
export function cityDate(instant: Date): string {
  return new Date(instant.getTime() + CITY_OFFSET_MS).toISOString().slice(0, 10);
}

/** Runs with the machine's clock, moved so that it started at `start` when given. */
export class SystemClock extends Clock {
  private readonly shiftMs: number;

  constructor(start?: Date) {
    super();
    this.shiftMs = start ? start.getTime() - Date.now() : 0;
  }

  now(): Date {
    return new Date(Date.now() + this.shiftMs);
  }
}
