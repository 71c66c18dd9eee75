const SECONDS_COLUMNS = 6;

/** What happens, told line by line with the seconds since it began. */
export class Timeline {
  private startedAt?: number;

  constructor(private readonly write: (line: string) => void) {}

  /** The clock runs from here: call it right before the first request. */
  start(): void {
    this.startedAt = performance.now();
  }

  /** Seconds since the start, to a tenth. */
  seconds(): number {
    return Math.round((performance.now() - (this.startedAt ?? performance.now())) / 100) / 10;
  }

  /** One happening; further lines are indented below it. */
  tell(first: string, ...more: string[]): void {
    this.write(`${this.seconds().toFixed(1).padStart(SECONDS_COLUMNS)} s  ${first}`);
    for (const line of more) this.write(`${' '.repeat(SECONDS_COLUMNS + 6)}${line}`);
  }
}
