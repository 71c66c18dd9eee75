import type { Transactions } from '@nqi/shared/database';

const BEAT_MS = 1_000;

/** An attempt at an export that goes on: says how far it is, and hears whether it is still wanted. */
export class ExportHolding {
  /** Reports looked at. */
  done = 0;
  /** Cancelled, or in other hands. */
  isLost = false;
  readonly id: string;
  readonly attempt: number;

  constructor(
    private readonly transactions: Transactions,
    { id, attempt }: { id: string; attempt: number },
  ) {
    [this.id, this.attempt] = [id, attempt];
  }

  /** Says and hears it every second while the work lasts. */
  async during(work: () => Promise<void>): Promise<void> {
    await this.beat();
    const timer = setInterval(() => void this.beat(), BEAT_MS);
    try {
      this.assert();
      await work();
    } finally {
      clearInterval(timer);
    }
  }

  /** @throws Error when it is lost */
  assert(): void {
    if (this.isLost) throw new Error('the export is cancelled or in other hands');
  }

  private async beat(): Promise<void> {
    const held = await this.transactions
      .run((tx) =>
        tx.sql(
          `UPDATE report_exports SET done = $3
           WHERE id = $1 AND state = 'running' AND attempts = $2 AND cancelled_at IS NULL RETURNING id`,
          [this.id, this.attempt, this.done],
        ),
      )
      // A database that is away for a moment is asked again.
      .catch(() => [true]);
    if (held.length === 0) this.isLost = true;
  }
}
