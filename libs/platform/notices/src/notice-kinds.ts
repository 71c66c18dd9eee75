import { Injectable } from '@nestjs/common';
import type { EventNotice, NoticeKind, RecordNotices } from './notice-kind';
import { placeholdersIn } from './wording';

/** What modules registered at boot. */
@Injectable()
export class NoticeKinds {
  private readonly kinds = new Map<string, NoticeKind>();
  private readonly records = new Map<string, RecordNotices>();

  /** @param code `subject.what_happened` */
  register(code: string, kind: NoticeKind): void {
    if (this.kinds.has(code)) throw new Error(`The notice kind ${code} is registered twice.`);
    this.kinds.set(code, kind);
  }

  /** @throws Error when a text names a fact that there is not */
  registerRecord(notices: RecordNotices): void {
    const { record, events, facts } = notices;
    if (this.records.has(record)) throw new Error(`The notices of ${record} are registered twice.`);
    this.records.set(record, notices);
    for (const [event, kind] of Object.entries(events)) {
      const unknown = placeholdersIn(kind).filter((name) => !(name in facts));
      if (unknown.length > 0) throw new Error(`The notice ${record}.${event} names no fact: ${unknown.join(', ')}.`);
      this.register(`${record}.${event}`, kind);
    }
  }

  /** What is told of an event, if anything is. */
  ofEvent(record: string, event: string): { notices: RecordNotices; kind: EventNotice } | undefined {
    const notices = this.records.get(record);
    const kind = notices?.events[event];
    return notices && kind ? { notices, kind } : undefined;
  }

  get(code: string): NoticeKind | undefined {
    return this.kinds.get(code);
  }

  all(): [code: string, kind: NoticeKind][] {
    return [...this.kinds].sort(([one], [other]) => (one < other ? -1 : 1));
  }
}
