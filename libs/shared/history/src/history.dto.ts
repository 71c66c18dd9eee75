import type { HistoryEntry } from './history-entry.entity';

/** One line of a record's timeline. */
export class HistoryResponse {
  event: string;
  /** Null for the event that created the record. */
  fromState: string | null;
  toState: string;
  /** Null: the system. */
  actorId: string | null;
  organisationId: string | null;
  note: string | null;
  details: Record<string, unknown>;
  at: Date;
}

/** A record's whole timeline, oldest first. */
export class HistoryList {
  items: HistoryResponse[];
}

export function toHistoryList(entries: readonly HistoryEntry[]): HistoryList {
  return {
    items: entries.map(({ event, fromState, toState, actorId, organisationId, note, details, at }) => ({
      event,
      fromState,
      toState,
      actorId,
      organisationId,
      note,
      details,
      at,
    })),
  };
}
