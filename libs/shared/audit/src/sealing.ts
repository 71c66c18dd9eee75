import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Sealer } from './sealer.service';

const INTERVAL_MS = 1_000;
/** A store that is away is not asked, nor complained about, every second. */
const PAUSE_AFTER_FAILURE_MS = 60_000;

/** Seals every second, in every worker: whoever comes first does the work. */
@Injectable()
export class Sealing implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private readonly notBefore = new Map<string, number>();

  constructor(
    private readonly sealer: Sealer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.work().finally(() => (this.round = undefined));
    }, INTERVAL_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private async work(): Promise<void> {
    await this.attempt('sealing', 0, () => this.sealer.seal());
    await this.attempt('anchoring', PAUSE_AFTER_FAILURE_MS, () => this.sealer.anchor());
  }

  private async attempt(what: string, pauseMs: number, work: () => Promise<unknown>): Promise<void> {
    if (Date.now() < (this.notBefore.get(what) ?? 0)) return;
    try {
      await work();
    } catch (error) {
      this.notBefore.set(what, Date.now() + pauseMs);
      this.logger.warn({ err: error }, `${what} of the audit failed and is tried again`);
    }
  }
}
