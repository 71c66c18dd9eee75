/** What has to be stopped and removed however the bench ends; the latest first. */
export class Ending {
  private readonly steps = new Set<() => Promise<void>>();
  private running?: Promise<void>;

  /** Whether everything is being stopped: what fails from now on fails because of that. */
  get hasBegun(): boolean {
    return this.running !== undefined;
  }

  /** @returns the same step, to be taken early */
  add(step: () => Promise<void>): () => Promise<void> {
    this.steps.add(step);
    return async () => {
      if (this.steps.delete(step)) await step();
    };
  }

  /** Takes all steps once; who asks again waits for the same end. */
  run(): Promise<void> {
    return (this.running ??= this.takeAll());
  }

  private async takeAll(): Promise<void> {
    for (const step of [...this.steps].reverse()) {
      await step().catch((error: unknown) => console.error('cleaning up:', error));
    }
  }
}
