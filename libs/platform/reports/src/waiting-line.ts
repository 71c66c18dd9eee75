/** Of so many that are taken with caution, one is the oldest. */
const OLDEST_EVERY = 4;

/**
 * What waits to be set. It is taken in its order; with caution, while there are documents about that come to no end, what
 * is not doubted goes first, and of its like the newest: whoever comes behind a hundred of them, or among them, does not
 * wait for all of them. Every fourth time the oldest is taken, so that what has waited long comes to its turn.
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

  take(isCautious: boolean, isDoubted: (item: T) => boolean = () => false): T | undefined {
    if (!isCautious) return this.items.shift();
    this.cautious += 1;
    if (this.cautious % OLDEST_EVERY === 0) return this.items.shift();
    const index = this.items.findLastIndex((item) => !isDoubted(item));
    return index < 0 ? this.items.pop() : this.items.splice(index, 1)[0];
  }

  /** Keeps the oldest. @returns the others */
  giveBack(kept: number): T[] {
    return this.items.splice(kept);
  }
}
