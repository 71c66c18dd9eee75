import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { HistoryEntry, type Visibility } from './history-entry.entity';

/** Who acted; null for the system itself. */
export type Author = { readonly userId: string; readonly organisationId: string; readonly apiKeyId?: string } | null;

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
}

@Injectable()
export class History {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  /** Writes down what happened, in the transaction in which it happens. */
  async record(tx: Tx, ...happenings: readonly Happening[]): Promise<void> {
    const at = this.clock.now();
    await insertMany(
      tx,
      HistoryEntry,
      happenings.map((happening) => toEntry(happening, at)),
    );
  }

  /** What {@link record} would write, for who writes it together with the record. */
  entry(happening: Happening): HistoryEntry {
    return toEntry(happening, this.clock.now());
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
