/** Something fetched that is good for a while. */
export interface Perishable {
  value: string;
  /** Seconds. */
  expiresIn: number;
}

/** A new one is fetched this long before the old one ends, so that nobody ever holds one that has just ended. */
const MARGIN_SECONDS = 300;

/**
 * Keeps one value for everybody: whoever asks while it is being fetched waits for that same fetch, and a fetch that fails
 * is forgotten, so that the next one who asks tries again.
 */
export class SingleFlight {
  private kept: { value: string; until: number } | undefined;
  private flight: Promise<string> | undefined;

  constructor(
    private readonly fetch: () => Promise<Perishable>,
    private readonly now: () => number = Date.now,
  ) {}

  get(): Promise<string> {
    if (this.kept && this.kept.until > this.now()) return Promise.resolve(this.kept.value);
    this.flight ??= this.refresh().finally(() => (this.flight = undefined));
    return this.flight;
  }

  /** The other side does not take this value any more; one that has taken its place meanwhile stays. */
  forget(value: string): void {
    if (this.kept?.value === value) this.kept = undefined;
  }

  private async refresh(): Promise<string> {
    const { value, expiresIn } = await this.fetch();
    // Half of a short life, or every call would fetch.
    const seconds = Math.max(expiresIn - MARGIN_SECONDS, expiresIn / 2);
    this.kept = { value, until: this.now() + seconds * 1_000 };
    return value;
  }
}
