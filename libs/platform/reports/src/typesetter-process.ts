import { TypesetterFork, type TypesetterLimits } from './typesetter-fork';
import { TypesetterLine } from './typesetter-line';
import type { Outcome } from './typesetter-messages';
import type { Typeset, Typesetting } from './typesetting';

/** A document that ended two processes ends every process. */
const MOST_CRASHES = 2;

/** On a busy machine it is the time on a processor that counts, and this many times as long is waited for it. */
const MOST_TIMES = 4;

/** `from`: what the process had had of a processor when it began. */
type Watch = { patienceMs: number; from: number | null; times: number };

/** A cold disk may take its time over 45 MB of fonts. */
const START_PATIENCE_MS = 30_000;

/**
 * Sets documents in a process of its own, one after the other: this one never blocks, and a document that does not come to
 * an end is ended with that process. A thread would not do, because nothing ends a thread inside native code.
 */
export class TypesetterProcess {
  private readonly line = new TypesetterLine();
  private process: TypesetterFork | null = null;
  private isReady = false;
  private isClosing = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: TypesetterLimits) {}

  /** @throws TypesettingError */
  compile({ templatePath, data }: Typesetting): Promise<Typeset> {
    const typeset = this.line.add({ templatePath, json: JSON.stringify(data) });
    this.go();
    return typeset;
  }

  /** How many documents are ordered and not yet set. */
  get length(): number {
    return this.line.length;
  }

  /** Gives back what would keep it long; the rest comes to its end. */
  giveBack(): void {
    this.line.giveBack();
  }

  /** Gives back everything. */
  abandon(): void {
    this.end();
    this.line.abandon();
  }

  /** Ends the process once everything that was ordered is done; a later order starts it again for itself. */
  close(): void {
    this.isClosing = true;
    if (this.length === 0) this.end();
  }

  private go(): void {
    this.process ??= this.start();
    if (!this.isReady) return;
    for (const { order, isFirst } of this.line.next()) {
      this.process.send(order);
      if (isFirst) this.watch(this.limits.timeoutMs);
    }
  }

  private start(): TypesetterFork {
    this.watch(START_PATIENCE_MS);
    return new TypesetterFork(this.limits, {
      ready: () => {
        this.isReady = true;
        this.go();
      },
      outcome: (outcome) => this.settle(outcome),
      ended: (how) => this.ended(how),
    });
  }

  private settle(outcome: Outcome): void {
    this.line.settle(outcome);
    this.watch(this.limits.timeoutMs);
    if (this.length > 0) this.go();
    else if (this.isClosing) this.end();
  }

  /** Gives the first task its time, from now on. */
  private watch(patienceMs: number): void {
    clearTimeout(this.timer);
    const watch = { patienceMs, from: this.process?.processorMs ?? null, times: 1 };
    if (this.length > 0) this.timer = setTimeout(() => this.expire(watch), patienceMs);
  }

  private expire({ patienceMs, from, times }: Watch): void {
    const now = this.process?.processorMs ?? null;
    const restMs = from === null || now === null ? 0 : patienceMs - (now - from);
    if (restMs > patienceMs / 4 && times < MOST_TIMES) {
      this.timer = setTimeout(() => this.expire({ patienceMs, from, times: times + 1 }), restMs);
      return;
    }
    this.end();
    this.line.expire(patienceMs);
    if (this.length > 0) this.go();
  }

  private ended(how: string | null): void {
    this.end();
    if (how) this.line.crash(how, this.limits.mostCrashes ?? MOST_CRASHES);
    else this.line.putBack();
    if (this.length > 0) this.go();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.process?.end();
    this.process = null;
    this.isReady = false;
  }
}
