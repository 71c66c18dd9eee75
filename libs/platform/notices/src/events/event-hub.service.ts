import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { Notice } from '../notice.entity';
import { EventBell } from './event-bell';
import { type EventPosition, isAfter } from './event-position';
import { EventQueries } from './event.queries';

/** Somebody who waits for events. */
export interface Listener {
  readonly userId: string;
  readonly sessionId: string;
  /** Takes the next notices, in order. */
  tell(notices: readonly Notice[]): void;
  /** Nothing more will come. */
  end(): void;
  beat?(): void;
}

interface Place {
  position: EventPosition;
  /** Reads what came before; meanwhile the hub only remembers that there is more. */
  isBehind: boolean;
  hasMore: boolean;
}

/** Twice within a second, so that a revoked session hears nothing for longer than that. */
const TICK_MS = 450;
const BEAT_TICKS = Math.round(15_000 / TICK_MS);
const AT_ONCE = 500;
const MOST_OF_ONE = 8;
const MOST = 5_000;

/**
 * Hands notices to those of this process who wait for them: one reading for all of them, when the bell rings and at every
 * tick, however many they are.
 */
@Injectable()
export class EventHub implements OnModuleDestroy {
  private readonly listeners = new Map<Listener, Place>();
  private readonly byUser = new Map<string, Set<Listener>>();
  private position: EventPosition | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;
  private isRungAgain = false;
  private isClosing = false;
  private ticks = 0;

  constructor(
    private readonly queries: EventQueries,
    private readonly bell: EventBell,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DomainError notices.too_many_streams, request.busy when this process is full or about to end */
  admit(userId: string): void {
    if (this.isClosing || this.listeners.size >= MOST) throw new DomainError('request.busy');
    if ((this.byUser.get(userId)?.size ?? 0) >= MOST_OF_ONE) {
      throw new DomainError('notices.too_many_streams', { most: MOST_OF_ONE, retryAfterSeconds: 5 });
    }
  }

  /** Tells what came after a position, then what comes, until {@link close}. */
  async open(listener: Listener, after: EventPosition): Promise<void> {
    this.admit(listener.userId);
    const place = { position: after, isBehind: true, hasMore: true };
    this.listeners.set(listener, place);
    const own = this.byUser.get(listener.userId) ?? new Set();
    this.byUser.set(listener.userId, own.add(listener));
    await this.start();
    while (place.hasMore && this.listeners.has(listener)) {
      place.hasMore = false;
      const notices = await this.queries.of(listener.userId, place.position, AT_ONCE);
      this.hand(listener, place, notices);
      place.hasMore ||= notices.length === AT_ONCE;
    }
    place.isBehind = false;
  }

  close(listener: Listener): void {
    this.listeners.delete(listener);
    const own = this.byUser.get(listener.userId);
    own?.delete(listener);
    if (own?.size === 0) this.byUser.delete(listener.userId);
    if (this.listeners.size > 0) return;
    clearInterval(this.timer);
    this.timer = this.position = undefined;
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    for (const listener of [...this.listeners.keys()]) this.end(listener);
  }

  /** The position is taken before anybody reads what is behind it, so that nothing falls between. */
  private async start(): Promise<void> {
    this.timer ??= setInterval(() => void this.tick(), TICK_MS);
    const now = await this.queries.now();
    this.position ??= now;
    void this.bell.listen(() => void this.read());
  }

  private async tick(): Promise<void> {
    this.ticks += 1;
    if (this.ticks % BEAT_TICKS === 0) for (const listener of this.listeners.keys()) listener.beat?.();
    void this.bell.listen(() => void this.read());
    await Promise.all([this.read(), this.dismiss().catch((error: unknown) => this.warn(error))]);
  }

  /** One reading at a time; who rings meanwhile is heard by the next. */
  private read(): Promise<void> {
    this.isRungAgain = true;
    this.reading ??= this.readOn()
      .catch((error: unknown) => this.warn(error))
      .finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readOn(): Promise<void> {
    while (this.isRungAgain && this.position) {
      this.isRungAgain = false;
      const notices = await this.queries.since(this.position, AT_ONCE);
      for (const notice of notices) this.dispatch(notice);
      const last = notices.at(-1);
      if (last && this.position) this.position = positionOf(last);
      this.isRungAgain ||= notices.length === AT_ONCE;
    }
  }

  private dispatch(notice: Notice): void {
    for (const listener of this.byUser.get(notice.recipientId) ?? []) {
      const place = this.listeners.get(listener);
      if (place?.isBehind) place.hasMore = true;
      else if (place) this.hand(listener, place, [notice]);
    }
  }

  private hand(listener: Listener, place: Place, notices: readonly Notice[]): void {
    const fresh = notices.filter((notice) => isAfter(positionOf(notice), place.position));
    const last = fresh.at(-1);
    if (!last || !this.listeners.has(listener)) return;
    place.position = positionOf(last);
    listener.tell(fresh);
  }

  private async dismiss(): Promise<void> {
    const sessions = [...new Set([...this.listeners.keys()].map(({ sessionId }) => sessionId))];
    const good = await this.queries.goodSessions(sessions);
    for (const listener of [...this.listeners.keys()]) {
      if (sessions.includes(listener.sessionId) && !good.has(listener.sessionId)) this.end(listener);
    }
  }

  private end(listener: Listener): void {
    this.close(listener);
    listener.end();
  }

  private warn(error: unknown): void {
    this.logger.warn({ err: error }, 'the notices could not be read and are read again in a moment');
  }
}

export function positionOf({ transactionId, position }: Notice): EventPosition {
  return { transactionId: BigInt(transactionId), position: BigInt(position) };
}
