import { cityDate } from '@nqi/shared/calendar';

/** The only source of "now" for records; tests and demonstrations inject another. */
export abstract class Clock {
  abstract now(): Date;

  /** Today's date in the city (Asia/Shanghai), `YYYY-MM-DD`. */
  today(): string {
    return cityDate(this.now());
  }
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
