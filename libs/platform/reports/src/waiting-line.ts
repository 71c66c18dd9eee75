/** Of so many that are taken with caution, one is the oldest. */
const OLDEST_EVERY = 4;

/**
 * What waits to be set. It is taken in its order; with caution, while there are documents about that come to no end, the
 * newest goes before the oldest but for every fourth time: whoever comes behind a hundred of them does not wait for all of
 * them, and what has waited long comes to its turn.
 */
export class WaitingLine<T> {
  private readonly items: T[] = [];
  private cautious = 0;

  get length(): number {
    return this.items.length;
  }

  add(item: T): void {
    this.items.push(item);
  }

  /** To the head, in their order. */
  putBack(items: readonly T[]): void {
    this.items.unshift(...items);
  }

  take(isCautious: boolean): T | undefined {
    if (!isCautious) return this.items.shift();
    this.cautious += 1;
    return this.cautious % OLDEST_EVERY === 0 ? this.items.shift() : this.items.pop();
  }

  /** Keeps the oldest. @returns the others */
  giveBack(kept: number): T[] {
    return this.items.splice(kept);
  }
}
