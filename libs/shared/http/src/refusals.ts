import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { actAs, Audit, type AuditEntry, type Act, recordTypeOf } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { isId } from '@nqi/shared/ids';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { actOf } from './acting.interceptor';

/**
 * Whoever is refused more often than this is counted instead of written: at most some 8,700 events a person and day.
 * All together are held by {@link MOST_WAITING}.
 */
const BURST = 30;
const REFILL_MS = 10_000;
const MOST_WAITING = 500;
const FLUSH_MS = 500;

interface Allowance {
  left: number;
  since: number;
  omitted: number;
}

interface Refusal {
  code: string;
  status: number;
}

interface Refused {
  act: Act;
  entry: AuditEntry;
}

/**
 * Remembers attempts of known people that were refused: what they may not do, and records that are not there for them.
 * Written after the answer and apart from it, so that nobody waits for it; what a state does not allow is daily work.
 */
@Injectable()
export class Refusals implements OnApplicationShutdown {
  private readonly allowances = new LRUCache<string, Allowance>({ max: 10_000 });
  private waiting: Refused[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  note(request: FastifyRequest, problem: Refusal): void {
    const act = request.act ?? actOf(request);
    const who = act.actorId ?? act.attemptOn;
    if (!who || !isRemembered(problem)) return;
    const omitted = this.admit(who);
    if (omitted === null) return;
    const details = omitted > 0 ? { omittedBefore: omitted } : {};
    this.waiting.push({ act, entry: { result: problem.code, details, ...recordOf(request, act) } });
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Writes what waits; what cannot be written is lost, and the log says how many. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const refused = this.waiting;
    this.waiting = [];
    if (refused.length === 0) return;
    try {
      await this.transactions.run((tx) => {
        for (const { act, entry } of refused) actAs(act, () => this.audit.record(tx, entry));
        return Promise.resolve();
      });
    } catch (error) {
      this.logger.warn({ err: error, events: refused.length }, 'refused attempts were not recorded');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** @returns how many were left out before this one; null when this one is left out, too */
  private admit(who: string): number | null {
    const now = Date.now();
    const { left, since, omitted } = this.allowances.get(who) ?? { left: BURST, since: now, omitted: 0 };
    const refilled = Math.floor((now - since) / REFILL_MS);
    const available = Math.min(BURST, left + refilled);
    const isAdmitted = available > 0 && this.waiting.length < MOST_WAITING;
    this.allowances.set(who, {
      left: isAdmitted ? available - 1 : available,
      since: since + refilled * REFILL_MS,
      omitted: isAdmitted ? 0 : omitted + 1,
    });
    return isAdmitted ? omitted : null;
  }
}

function isRemembered({ code, status }: Refusal): boolean {
  return status === 401 || status === 403 || code === 'record.not_found';
}

/** What the attempt was about, as far as the path says it. */
function recordOf({ params, routeOptions }: FastifyRequest, { attemptOn }: Act): AuditEntry {
  if (attemptOn) return { recordType: 'user', recordId: attemptOn };
  const { id } = (params ?? {}) as { id?: unknown };
  const [, plural] = /^\/v1\/([a-z-]+)\/:id\b/.exec(routeOptions.url ?? '') ?? [];
  if (!plural || typeof id !== 'string' || !isId(id)) return {};
  return { recordType: recordTypeOf(plural), recordId: id };
}
