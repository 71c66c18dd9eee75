import { TypesetterFork, type TypesetterLimits } from './typesetter-fork';
import type { Order, Outcome } from './typesetter-messages';
import { type Typeset, type Typesetting, TypesettingError } from './typesetting';

interface Task {
  order: Order;
  isSent: boolean;
  /** How many processes ended over it. */
  crashes: number;
  done(typeset: Typeset): void;
  failed(error: TypesettingError): void;
}

/** The next document lies ready when one is done: the process never waits for this one, which also signs and stores. */
const AHEAD = 2;

/** A document that ended two processes ends every process. */
const MOST_CRASHES = 2;

/** A cold disk may take its time over 45 MB of fonts. */
const START_PATIENCE_MS = 30_000;

/**
 * Sets documents in a process of its own, one after the other: this one never blocks, and a document that does not come to
 * an end is ended with that process. A thread would not do, because nothing ends a thread inside native code.
 */
export class TypesetterProcess {
  private readonly tasks: Task[] = [];
  private process: TypesetterFork | null = null;
  private isReady = false;
  private isClosing = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: TypesetterLimits) {}

  /** @throws TypesettingError */
  compile({ templatePath, data }: Typesetting): Promise<Typeset> {
    const order = { templatePath, json: JSON.stringify(data) };
    return new Promise((done, failed) => {
      this.tasks.push({ order, isSent: false, crashes: 0, done, failed });
      this.go();
    });
  }

  /** Ends the process once everything that was ordered is done; a later order starts it again for itself. */
  close(): void {
    this.isClosing = true;
    if (this.tasks.length === 0) this.end();
  }

  private go(): void {
    this.process ??= this.start();
    if (!this.isReady) return;
    for (const task of this.tasks.slice(0, AHEAD)) {
      if (task.isSent) continue;
      task.isSent = true;
      this.process.send(task.order);
      if (task === this.tasks[0]) this.watch(this.limits.timeoutMs);
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
    const task = this.tasks.shift();
    if ('pdf' in outcome) task?.done({ pdf: Buffer.from(outcome.pdf), seal: outcome.seal });
    else task?.failed(new TypesettingError(outcome.error.code, outcome.error.message, outcome.error.field));
    this.watch(this.limits.timeoutMs);
    if (this.tasks.length > 0) this.go();
    else if (this.isClosing) this.end();
  }

  /** Gives the first task its time, from now on. */
  private watch(patienceMs: number): void {
    clearTimeout(this.timer);
    if (this.tasks.length > 0) this.timer = setTimeout(() => this.expire(patienceMs), patienceMs);
  }

  private expire(patienceMs: number): void {
    this.end();
    const reason = `it did not come to an end within ${patienceMs / 1_000} seconds`;
    this.tasks.shift()?.failed(new TypesettingError('render_timeout', reason));
    this.again();
  }

  private ended(how: string | null): void {
    this.end();
    const [first] = this.tasks;
    if (how && first && (first.crashes += 1) >= (this.limits.mostCrashes ?? MOST_CRASHES)) {
      this.tasks.shift();
      const reason = `it ended the process that set it ${first.crashes} times, with ${how}`;
      first.failed(new TypesettingError('render_crashed', reason));
    }
    this.again();
  }

  private again(): void {
    for (const task of this.tasks) task.isSent = false;
    if (this.tasks.length > 0) this.go();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.process?.end();
    this.process = null;
    this.isReady = false;
  }
}
