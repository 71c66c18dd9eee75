import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Sweep } from '@nqi/shared/jobs';
import { ResolutionService } from '../requests/resolution.service';
import { HelpRequest } from '../requests/help-request.entity';
import { ClockEvent } from './clock-event.entity';
import { type ClockEventKind, eventsAhead } from './clock-times';
import { HelpClock } from './help-clock.entity';

const AT_ONCE = 200;

/** Something that is due to happen to a clock now. */
interface Firing {
  id: string;
  clock: HelpClock;
  kind: ClockEventKind;
}

/**
 * Fires what clocks cause: warning, breach and escalation of late responses, and the end of waiting. The request is
 * locked first, as by everybody who touches its clocks; what another worker has in hand is skipped, and what was fired is
 * refused by the unique key of clock and kind.
 */
@Injectable()
export class ClockSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly resolution: ResolutionService,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (let locked = AT_ONCE; locked === AT_ONCE;) locked = await this.transactions.run((tx) => this.fire(tx));
  }

  /** @returns how many requests it had in hand */
  private async fire(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const requests = await lockDue(tx, now);
    if (requests.size === 0) return 0;
    const clocks = await tx.manager
      .createQueryBuilder(HelpClock, 'c')
      .where('c.helpRequestId IN (:...ids) AND c.nextAt <= :now', { ids: [...requests.keys()], now })
      .orderBy('c.id')
      .getMany();
    const fired = await this.remember(tx, clocks, now);
    await this.record(tx, fired, requests);
    for (const { clock, kind } of fired) {
      const request = requests.get(clock.helpRequestId);
      if (kind === 'expiry' && request) await this.resolution.endSilence(tx, request, clock.kind);
    }
    return requests.size;
  }

  /** Writes down what happens now, and when something happens next. @returns what had not happened before */
  private async remember(tx: Tx, clocks: readonly HelpClock[], now: Date): Promise<Firing[]> {
    const due = clocks.flatMap((clock) =>
      eventsAhead(clock, new Set())
        .filter(({ at }) => at <= now)
        .map(({ kind }) => ({ id: newId(), clock, kind })),
    );
    const inserted = await insertMany(
      tx,
      ClockEvent,
      due.map(({ id, clock, kind }) => ({ id, clockId: clock.id, kind, at: now })),
    );
    const next = clocks.map((clock) => eventsAhead(clock, new Set()).find(({ at }) => at > now)?.at ?? null);
    await tx.sql(
      `UPDATE help_request_clocks c SET next_at = given.next_at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, next_at) WHERE c.id = given.id`,
      [clocks.map(({ id }) => id), next],
    );
    return due.filter(({ id }) => inserted.has(id));
  }

  /** History says it, and the version of a request that has become late moves on, since its readers see that. */
  private async record(tx: Tx, fired: readonly Firing[], requests: ReadonlyMap<string, HelpRequest>): Promise<void> {
    const late = fired.filter(({ kind }) => kind !== 'expiry');
    const happenings = late.flatMap(({ clock, kind }) => {
      const request = requests.get(clock.helpRequestId);
      if (!request) return [];
      const { id: recordId, state } = request;
      const details = { clock: clock.kind, dueAt: clock.dueAt.toISOString() };
      return {
        recordType: 'help_request',
        recordId,
        event: `clock_${kind}`,
        from: state,
        to: state,
        by: null,
        details,
      };
    });
    this.history.record(tx, ...happenings);
    const moved = await tx.sql<{ id: string; version: number }>(
      'UPDATE help_requests SET version = version + 1, updated_at = $2 WHERE id = ANY ($1) RETURNING id, version',
      [[...new Set(happenings.map(({ recordId }) => recordId))], this.clock.now()],
    );
    for (const { id, version } of moved) Object.assign(requests.get(id) ?? {}, { version });
  }
}

async function lockDue(tx: Tx, now: Date): Promise<Map<string, HelpRequest>> {
  const requests = await tx.manager
    .createQueryBuilder(HelpRequest, 'r')
    .where(
      `r.id IN (SELECT c.help_request_id FROM help_request_clocks c WHERE c.next_at <= :now
                ORDER BY c.next_at LIMIT ${AT_ONCE})`,
      { now },
    )
    .orderBy('r.id')
    .setLock('for_no_key_update')
    .setOnLocked('skip_locked')
    .getMany();
  return new Map(requests.map((request) => [request.id, request]));
}
