import { Injectable } from '@nestjs/common';
import { Audit, type AuditEntry } from '@nqi/shared/audit';
import { Clock } from '@nqi/shared/clock';
import { insertEach, type Insertion, insertionOf, Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { HistoryEntry, type Visibility } from './history-entry.entity';

/** Who acted, by which key of theirs if not in person, and on behalf of which organisation, if of any; null: the system. */
export type Author = {
  readonly userId: string;
  readonly organisationId: string | null;
  readonly apiKeyId?: string;
} | null;

/** An event to remember. */
export interface Happening {
  recordType: string;
  recordId: string;
  event: string;
  from: string | null;
  to: string;
  by: Author;
  visibility?: Visibility;
  note?: string | null;
  details?: Record<string, unknown>;
  /** Hash of a record that is written by the same statement, so that nothing else has seen it. */
  bornHash?: string;
}

/** Hears of events while they are written down; the rows may not be there before the end of the transaction. */
export type HistoryObserver = (tx: Tx, happenings: readonly Happening[]) => void;

@Injectable()
export class History {
  private readonly observers: HistoryObserver[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Tells a part of this process of every event. */
  observe(observer: HistoryObserver): void {
    this.observers.push(observer);
  }

  /** Writes down what happened, in the transaction in which it happens. */
  record(tx: Tx, ...happenings: readonly Happening[]): void {
    if (happenings.length > 0) insertEach(tx, ...this.insertions(tx, ...happenings));
  }

  /**
   * What {@link record} would write, for who writes it together with the record: the history that its people read, and
   * the audit of the same events.
   */
  insertions(tx: Tx, ...happenings: readonly Happening[]): Insertion[] {
    const at = this.clock.now();
    for (const observer of this.observers) observer(tx, happenings);
    const entries = happenings.map((happening) => toEntry(happening, at));
    return [insertionOf(tx, HistoryEntry, ...entries), this.audit.insertion(tx, ...happenings.map(toAudit))];
  }

  /** A record's events, oldest first; ends at 1,000, which no life of a record comes near. */
  timeline(recordType: string, recordId: string, readsInternal: boolean): Promise<HistoryEntry[]> {
    return this.transactions.manager.find(HistoryEntry, {
      where: { recordType, recordId, ...(!readsInternal && { visibility: 'parties' }) },
      order: { id: 'ASC' },
      take: 1000,
    });
  }
}

function toAudit({ recordType, recordId, event, by, bornHash }: Happening): AuditEntry {
  const who = { actorId: by?.userId, organisationId: by?.organisationId };
  return { recordType, recordId, event, ...who, afterHash: bornHash };
}

function toEntry(happening: Happening, at: Date): HistoryEntry {
  return {
    id: newId(),
    recordType: happening.recordType,
    recordId: happening.recordId,
    event: happening.event,
    fromState: happening.from,
    toState: happening.to,
    actorId: happening.by?.userId ?? null,
    organisationId: happening.by?.organisationId ?? null,
    visibility: happening.visibility ?? 'parties',
    note: happening.note ?? null,
    details: detailsOf(happening),
    at,
  };
}

/** With the key, where a system of theirs acted instead of the person. */
function detailsOf({ details, by }: Happening): Record<string, unknown> {
  return by?.apiKeyId ? { ...details, apiKeyId: by.apiKeyId } : (details ?? {});
}
