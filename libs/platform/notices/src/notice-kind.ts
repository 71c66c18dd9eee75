import type { Recipients } from './recipients';

/** Ways out of the platform; the message in the platform itself is always there. */
export const channels = ['email'] as const;
export type Channel = (typeof channels)[number];

/** What a notice says; `{number}` stands for the fact of that name. */
export interface Wording {
  readonly title: string;
  readonly text: string;
}

/** One thing that people are told. */
export interface NoticeKind {
  readonly zh: Wording;
  readonly en: Wording;
  /** Ways out that are taken unless the person chose otherwise; without this, all. */
  readonly channels?: readonly Channel[];
}

/** Who is told of one event, and what. */
export interface EventNotice extends NoticeKind {
  readonly to: readonly Recipients[];
}

/**
 * What people are told of the events of one kind of record: a table of a line, handed to `NoticesModule.declare`. Each
 * event of history that has an entry is told in its own transaction; who caused it is not told.
 */
export interface RecordNotices {
  /** As history calls it, for example `elevator_filing`. */
  readonly record: string;
  /** The record as `r`, with its joins: `elevator_filings r JOIN elevators d ON d.id = r.elevator_id`. */
  readonly from: string;
  /** What the words are filled with, by SQL; no free text and nothing about persons. Read at the end of the transaction. */
  readonly facts: Readonly<Record<string, string>>;
  /** Where the record is read; its id follows. */
  readonly href: string;
  /** What many of them were made in: its type, its id by SQL, and the list of its records; the id follows. */
  readonly batch?: { readonly type: string; readonly id: string; readonly list: string };
  readonly events: Readonly<Record<string, EventNotice>>;
}

/** The name of a kind: `elevator_filing.accept`. */
export function codeOf(record: string, event: string): string {
  return `${record}.${event}`;
}
