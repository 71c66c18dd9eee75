import type { Order, Outcome } from './typesetter-messages';
import { type Typeset, TypesettingError } from './typesetting';
import { WaitingLine } from './waiting-line';

interface Task {
  order: Order;
  /** How many processes ended over it. */
  crashes: number;
  done(typeset: Typeset): void;
  failed(error: TypesettingError): void;
}

/** The next document lies ready when one is done: the process never waits for this one, which also signs and stores. */
const AHEAD = 2;

/** After a document without an end the next ones are taken with caution for so long. */
const CAUTION_MS = 60_000;

/** A process that ends sets so many more, a second's work. */
const KEPT_AT_END = 12;

/** What a process was ordered to set: what it has in hand, in the order of its answers, and what waits. */
export class TypesetterLine {
  private readonly waiting = new WaitingLine<Task>();
  private readonly sent: Task[] = [];
  /** Templates whose last document came to no end: what does so mostly stands in the template. */
  private readonly doubted = new Set<string>();
  private lastEnd = -Infinity;

  /** @throws TypesettingError */
  add(order: Order): Promise<Typeset> {
    return new Promise((done, failed) => this.waiting.add({ order, crashes: 0, done, failed }));
  }

  get length(): number {
    return this.sent.length + this.waiting.length;
  }

  /** What is to be sent now, and whether it will be set at once. */
  *next(): Generator<{ order: Order; isFirst: boolean }> {
    const { isCautious } = this;
    // With caution nothing lies ready: what comes in the meantime may go first.
    while (this.waiting.length > 0 && this.sent.length < (isCautious ? 1 : AHEAD)) {
      const task = this.waiting.take(isCautious, ({ order }) => this.doubted.has(order.templatePath)) as Task;
      this.sent.push(task);
      yield { order: task.order, isFirst: this.sent.length === 1 };
    }
  }

  settle(outcome: Outcome): void {
    const task = this.sent.shift();
    if (!task) return;
    this.doubted.delete(task.order.templatePath);
    if ('pdf' in outcome) task.done({ pdf: Buffer.from(outcome.pdf), seal: outcome.seal });
    else task.failed(new TypesettingError(outcome.error.code, outcome.error.message, outcome.error.field));
  }

  /** The first one has had its time. A process that did not even start has nothing in hand. */
  expire(patienceMs: number): void {
    const reason = `it did not come to an end within ${patienceMs / 1_000} seconds`;
    this.doubt(this.sent.shift() ?? this.waiting.take(false), new TypesettingError('render_timeout', reason));
    this.putBack();
  }

  /** The process ended over the first one, which is set again unless it has done so too often. */
  crash(how: string, most: number): void {
    const [first] = this.sent;
    if (first && (first.crashes += 1) >= most) {
      const reason = `it ended the process that set it ${first.crashes} times, with ${how}`;
      this.doubt(this.sent.shift(), new TypesettingError('render_crashed', reason));
    }
    this.putBack();
  }

  /** The process is gone: what it had in hand waits for the next one. */
  putBack(): void {
    this.waiting.putBack(this.sent.splice(0));
  }

  /** Gives up what waits, but for what is done in a moment. */
  giveBack(kept = this.isCautious ? 0 : KEPT_AT_END): void {
    for (const task of this.waiting.giveBack(kept)) task.failed(TypesettingError.deferred('this worker ends'));
  }

  /** Gives up everything: the process is gone. */
  abandon(): void {
    this.putBack();
    this.giveBack(0);
  }

  private doubt(task: Task | undefined, error: TypesettingError): void {
    this.lastEnd = performance.now();
    if (!task) return;
    this.doubted.add(task.order.templatePath);
    task.failed(error);
  }

  private get isCautious(): boolean {
    return performance.now() - this.lastEnd < CAUTION_MS;
  }
}
