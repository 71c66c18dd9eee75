/** What has to be stopped and removed however the bench ends; the latest first. */
export class Ending {
  private readonly steps = new Set<() => Promise<void>>();

  /** @returns the same step, to be taken early */
  add(step: () => Promise<void>): () => Promise<void> {
    this.steps.add(step);
    return async () => {
      if (this.steps.delete(step)) await step();
    };
  }

  async run(): Promise<void> {
    for (const step of [...this.steps].reverse()) {
      this.steps.delete(step);
      await step().catch((error: unknown) => console.error('cleaning up:', error));
    }
  }
}
