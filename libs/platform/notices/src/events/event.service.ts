import { Injectable } from '@nestjs/common';
import type { Person } from '@nqi/platform/identity';
import { DomainError, type Language } from '@nqi/shared/errors';
import { NoticeKinds } from '../notice-kinds';
import type { Notice } from '../notice.entity';
import { EventHub, type Listener } from './event-hub.service';
import { type EventPosition, readPosition, writePosition } from './event-position';
import { EventSource } from './event-source';
import { type EventList, toEventResponse } from './event.dto';
import { EventQueries } from './event.queries';

/** Who listens, and in which language. */
export interface Ear {
  readonly person: Person;
  readonly sessionId: string;
  readonly language: Language;
}

/** The two ways of listening: a stream that stays open, and one question that waits for its answer. */
@Injectable()
export class EventService {
  constructor(
    private readonly hub: EventHub,
    private readonly queries: EventQueries,
    private readonly kinds: NoticeKinds,
  ) {}

  /** @throws DomainError request.bad_cursor, notices.too_many_streams */
  async stream(ear: Ear, after: string | undefined): Promise<EventSource> {
    const position = await this.begin(ear, after);
    const source = new EventSource(writePosition(position), () => this.hub.close(listener));
    const listener: Listener = {
      ...idsOf(ear),
      tell: (notices) => notices.forEach((notice) => source.send(toEventResponse(this.kinds, notice, ear.language))),
      end: () => source.end(),
      beat: () => source.beat(),
    };
    await this.hub.open(listener, position).catch((error: unknown) => {
      source.end();
      throw error;
    });
    return source;
  }

  /** The next events, as soon as there is one, or none after `seconds`. */
  async next(ear: Ear, after: string | undefined, seconds: number): Promise<EventList> {
    const position = await this.begin(ear, after);
    const notices = await this.wait(ear, position, seconds * 1000);
    const items = notices.map((notice) => toEventResponse(this.kinds, notice, ear.language));
    return { items, after: items.at(-1)?.id ?? writePosition(position) };
  }

  private async wait(ear: Ear, position: EventPosition, milliseconds: number): Promise<readonly Notice[]> {
    let settle: (notices: readonly Notice[]) => void = () => undefined;
    const told = new Promise<readonly Notice[]>((resolve) => (settle = resolve));
    const listener: Listener = { ...idsOf(ear), tell: (notices) => settle(notices), end: () => settle([]) };
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.hub.open(listener, position);
      timer = setTimeout(() => settle([]), milliseconds);
      return await told;
    } finally {
      clearTimeout(timer);
      this.hub.close(listener);
    }
  }

  private async begin({ person }: Ear, after: string | undefined): Promise<EventPosition> {
    this.hub.admit(person.userId);
    if (after === undefined) return this.queries.now();
    const position = readPosition(after);
    if (!position) throw new DomainError('request.bad_cursor');
    return position;
  }
}

function idsOf({ person, sessionId }: Ear): Pick<Listener, 'userId' | 'sessionId'> {
  return { userId: person.userId, sessionId };
}
