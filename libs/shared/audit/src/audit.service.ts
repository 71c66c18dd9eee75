import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertEach, type Insertion, insertionOf, Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { currentAct } from './acting';
import { AuditEvent } from './audit-event.entity';

/** What is recorded; who, from where and by which route follow from the act in which it happens. */
export type AuditEntry = Partial<Omit<AuditEvent, 'id' | 'at'>>;

export const DONE = 'done';

/** A request that changes more records than this is recorded by the first ones and their number. */
const LISTED = 100;

/** Writes events in the transaction in which they happen: they stand if and only if the change stands. */
@Injectable()
export class Audit {
  private readonly recorded = new WeakSet<Tx>();

  constructor(
    private readonly clock: Clock,
    transactions: Transactions,
  ) {
    transactions.beforeCommit((tx) => this.complete(tx));
  }

  record(tx: Tx, ...entries: readonly AuditEntry[]): void {
    if (entries.length > 0) insertEach(tx, this.insertion(tx, ...entries));
  }

  /** What {@link record} would write, for who writes it together with the record. */
  insertion(tx: Tx, ...entries: readonly AuditEntry[]): Insertion {
    this.recorded.add(tx);
    return insertionOf(tx, AuditEvent, ...entries.map((entry) => this.toEvent(tx, entry)));
  }

  /** The net below everything: a request that wrote something and recorded nothing is recorded by what it changed. */
  private complete(tx: Tx): void {
    if (!currentAct().leavesTrace || this.recorded.has(tx) || !tx.trace.wrote) return;
    const changes = [...tx.trace.changes.values()];
    const details = changes.length > LISTED ? { records: changes.length } : {};
    const listed = changes.slice(0, LISTED).map(({ table, id }) => ({ recordType: recordTypeOf(table), recordId: id }));
    this.record(tx, ...(listed.length > 0 ? listed : [{}]).map((entry) => ({ ...entry, details })));
  }

  private toEvent(tx: Tx, entry: AuditEntry): AuditEvent {
    const change = tx.trace.changes.get(entry.recordId ?? '');
    const hashes = { beforeHash: change?.before ?? null, afterHash: change?.after ?? null };
    return { ...NOTHING, ...circumstances(), ...hashes, ...withoutGaps(entry), id: newId(), at: this.clock.now() };
  }
}

const NOTHING = { event: null, recordType: null, recordId: null, result: DONE, details: {} };

function circumstances(): Pick<
  AuditEvent,
  'what' | 'actorId' | 'organisationId' | 'sessionId' | 'address' | 'requestId'
> {
  const {
    what,
    actorId = null,
    organisationId = null,
    sessionId = null,
    address = null,
    requestId = null,
  } = currentAct();
  return { what, actorId, organisationId, sessionId, address, requestId };
}

/** What an entry leaves undefined stays what it would be without it. */
function withoutGaps(entry: AuditEntry): AuditEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/** `elevator_filings`, or `elevator-filings` in a path: the kind of record, `elevator_filing`. */
export function recordTypeOf(plural: string): string {
  return plural
    .replaceAll('-', '_')
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '');
}
