import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { ImportRow, RowOutcome, RowsOf } from '@nqi/platform/imports';
import { Clock } from '@nqi/shared/clock';
import { columnsOf, type Tx, updateMany } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { InstrumentChangeService } from './instrument-change.service';
import { INSTRUMENT } from './instrument-due.kind';
import { entryKey, type Known, normaliseFacts } from './instrument-facts';
import { InstrumentFactsService } from './instrument-facts.service';
import { InstrumentRegistrationService } from './instrument-registration.service';
import type { CreateInstrument } from './instrument.dto';
import { Instrument } from './instrument.entity';
import { standingEntries } from './standing-entries';

/** A row whose cells were read by the limits of their fields. */
interface SheetInstrument {
  rowNo: number;
  facts: CreateInstrument;
}

/** An entry that a row has changed. */
interface Changed {
  instrument: Instrument;
  fields: string[];
}

/** Everything of an entry that a sheet can change, and what follows from it. */
const FACTS = [
  ...['purpose', 'manufacturer', 'originCountry', 'measuringRange', 'accuracyClass', 'division', 'catalogueItemCode'],
  ...['regulationSeries', 'districtCode', 'usePlace', 'manageLevel', 'submitMode', 'cycleMonths', 'lastVerifiedOn'],
  ...['validUntil', 'status', 'remark', 'rangeQuantity', 'rangeLow', 'rangeHigh', 'rangeUnit', 'rangeLowSi'],
  ...['rangeHighSi', 'calibrationDueOn', 'isMandatory', 'searchTerms', 'updatedAt'],
] as Exclude<keyof Instrument, symbol>[];

/** Takes instruments from sheets into the ledger of who uploads them: new ones are entered, known ones brought up to date. */
@Injectable()
export class InstrumentImportService {
  constructor(
    private readonly clock: Clock,
    private readonly history: History,
    private readonly registration: InstrumentRegistrationService,
    private readonly facts: InstrumentFactsService,
    private readonly changes: InstrumentChangeService,
    private readonly dues: DueService,
  ) {}

  async takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]> {
    const stated = rows.map(toInstrument);
    const known = await lockKnown(tx, of.actor.organisationId, stated);
    const isNew = ({ facts }: SheetInstrument): boolean => !known.has(entryKey(facts));
    const asked = stated.filter(isNew).map(({ rowNo, facts }) => ({ index: rowNo, clientRef: null, value: facts }));
    const { registered, refused } = await this.registration.register(tx, of.actor, asked, false);
    const met = stated.filter((one) => !isNew(one));
    return [
      ...registered.map(({ index: rowNo, instrument }) => outcomeOf(rowNo, 'created', instrument)),
      ...refused.map(({ index: rowNo, error }) => refusalOf(rowNo, error)),
      ...(await this.bringUpToDate(tx, met, known, of)),
    ];
  }

  private async bringUpToDate(
    tx: Tx,
    met: readonly SheetInstrument[],
    entries: ReadonlyMap<string, Instrument>,
    { importId, actor, earlier }: RowsOf,
  ): Promise<RowOutcome[]> {
    const firstRows = new Map(await earlier([...entries.values()].map(({ id }) => id)));
    const known = await this.facts.known(
      tx,
      met.map(({ facts }) => facts),
    );
    const outcomes: RowOutcome[] = [];
    const changed: Changed[] = [];
    for (const row of met) {
      const entry = entries.get(entryKey(row.facts)) as Instrument;
      const firstRow = firstRows.get(entry.id);
      firstRows.set(entry.id, firstRow ?? row.rowNo);
      const change = firstRow ? repeats(firstRow) : await this.changed(entry, row.facts, known);
      if (change instanceof DomainError) outcomes.push(refusalOf(row.rowNo, change));
      else outcomes.push(outcomeOf(row.rowNo, change ? 'updated' : 'unchanged', entry));
      if (change && !(change instanceof DomainError)) changed.push(change);
    }
    await this.store(tx, changed, (fields) => ({ by: actor, details: { importId, fields } }));
    return outcomes;
  }

  /** The entry with what the row says, null where it says nothing new, or why it may not say it. */
  private async changed(
    entry: Instrument,
    facts: CreateInstrument,
    known: Known,
  ): Promise<Changed | DomainError | null> {
    const news = Object.entries(facts).filter(([name, value]) => entry[name as 'name'] !== value);
    if (news.length === 0) return null;
    const instrument = Object.assign(new Instrument(), entry, { updatedAt: this.clock.now() });
    try {
      await this.changes.apply(instrument, Object.fromEntries(news), known);
      return { instrument, fields: news.map(([name]) => name) };
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async store(
    tx: Tx,
    changed: readonly Changed[],
    why: (fields: string[]) => { by: RowsOf['actor']; details: Record<string, unknown> },
  ): Promise<void> {
    const instruments = changed.map(({ instrument }) => instrument);
    await updateMany(tx, Instrument, instruments, FACTS);
    const happenings = changed.map(({ instrument: { id: recordId, state }, fields }) => {
      return { recordType: 'instrument', recordId, event: 'change', from: state, to: state, ...why(fields) };
    });
    this.history.record(tx, ...happenings);
    await this.dues.follow(
      tx,
      INSTRUMENT,
      instruments.map(({ id }) => id),
    );
  }
}

function toInstrument({ rowNo, values }: ImportRow): SheetInstrument {
  const stated = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return { rowNo, facts: normaliseFacts(stated as unknown as CreateInstrument) };
}

/** The entries that the rows name, locked in id order. */
async function lockKnown(
  tx: Tx,
  ownerId: string,
  stated: readonly SheetInstrument[],
): Promise<ReadonlyMap<string, Instrument>> {
  const entries = await standingEntries(
    tx,
    ownerId,
    stated.map(({ facts }) => ({ instrument: facts })),
  );
  const named = new Set(stated.map(({ facts }) => entryKey(facts)));
  const ids = [...entries].flatMap(([key, { id }]) => (id && named.has(key) ? [id] : []));
  if (ids.length === 0) return new Map();
  const instruments = await tx.sql<Instrument>(
    `SELECT ${columnsOf(tx.manager.connection, Instrument, 'i')} FROM instruments i
     WHERE i.id = ANY($1) AND i.status <> 'scrapped' ORDER BY i.id FOR NO KEY UPDATE`,
    [ids],
  );
  return new Map(instruments.map((instrument) => [entryKey(instrument), instrument]));
}

function repeats(firstRow: number): DomainError {
  return new DomainError('imports.repeated_row', { firstRow });
}

function outcomeOf(rowNo: number, outcome: 'created' | 'updated' | 'unchanged', instrument: Instrument): RowOutcome {
  const { id: recordId, ledgerNo: recordNumber } = instrument;
  return { rowNo, outcome, recordId, recordNumber, names: [entryKey(instrument)] };
}

function refusalOf(rowNo: number, error: DomainError): RowOutcome {
  return { rowNo, outcome: 'refused', error };
}
