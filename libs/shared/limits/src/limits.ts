import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { LRUCache } from 'lru-cache';
import { Counts } from './counts';

/** Whoever is limited, and how many requests a minute are theirs. */
export interface Allowance {
  key: string;
  perMinute: number;
}

/** What the tightest allowance has left. */
export interface Standing {
  limit: number;
  remaining: number;
  resetSeconds: number;
  isOver: boolean;
}

/** What this process may still hand out of an allowance without asking the others. */
interface Lease {
  window: number;
  left: number;
  /** What all processes have leased, as far as this one knows. */
  leased: number;
  pending?: Promise<void>;
}

const WINDOW_MS = 60_000;
/** A lease is this part of an allowance: so many writes a minute for the busiest, and so little is left over at the end. */
const SLICES = 50;

/**
 * Requests a minute, counted over all processes. A process leases slices of an allowance and counts within them in its
 * memory, so that a busy reader does not write a row for every request. When the counts are away everybody is let through.
 */
@Injectable()
export class Limits {
  private readonly leases = new LRUCache<string, Lease>({ max: 50_000 });

  constructor(
    private readonly counts: Counts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes one request of each allowance. */
  async take(allowances: readonly Allowance[], now = Date.now()): Promise<Standing | undefined> {
    let tightest: Standing | undefined;
    for (const allowance of allowances) {
      if (allowance.perMinute === 0) continue;
      const standing = await this.takeOne(allowance, now);
      if (!tightest || standing.isOver || (!tightest.isOver && standing.remaining < tightest.remaining))
        tightest = standing;
    }
    return tightest;
  }

  private async takeOne({ key, perMinute }: Allowance, now: number): Promise<Standing> {
    const window = Math.floor(now / WINDOW_MS);
    const lease = this.leaseOf(key, window);
    while (lease.left === 0 && lease.leased < perMinute) {
      await (lease.pending ??= this.extend(lease, key, perMinute));
    }
    const isOver = lease.left === 0;
    if (!isOver) lease.left -= 1;
    const remaining = Math.max(0, perMinute - lease.leased) + lease.left;
    return { limit: perMinute, remaining, resetSeconds: Math.ceil(((window + 1) * WINDOW_MS - now) / 1000), isOver };
  }

  private leaseOf(key: string, window: number): Lease {
    const known = this.leases.get(key);
    if (known?.window === window) return known;
    const lease = { window, left: 0, leased: 0 };
    this.leases.set(key, lease);
    return lease;
  }

  /** All requests that wait for the same lease wait for one statement. */
  private async extend(lease: Lease, key: string, perMinute: number): Promise<void> {
    const slice = Math.ceil(perMinute / SLICES);
    try {
      const taken = await this.counts.add(key, lease.window, slice);
      lease.left += Math.max(0, Math.min(slice, perMinute - (taken - slice)));
      lease.leased = taken;
    } catch (error) {
      this.logger.warn({ err: error }, 'limits could not be counted: everybody is let through');
      lease.left += slice;
    } finally {
      delete lease.pending;
    }
  }
}
