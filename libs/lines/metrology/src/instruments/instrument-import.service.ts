import { Injectable } from '@nestjs/common';
import type { ImportRow, RowOutcome, RowsOf } from '@nqi/platform/imports';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { In } from 'typeorm';
import { entryKey, normaliseFacts } from './instrument-facts';
import { InstrumentRegistrationService } from './instrument-registration.service';
import type { CreateInstrument } from './instrument.dto';
import { Instrument } from './instrument.entity';
import { existsAlready, standingEntries } from './standing-entries';

/** A row whose cells were read by the limits of their fields. */
interface SheetInstrument {
  rowNo: number;
  facts: CreateInstrument;
}

/**
 * Takes instruments from sheets into the ledger of who uploads them. What stands there as the row says is left as it is;
 * what the row would change is refused: the ledger is filed with the regulator, and edited one by one.
 */
@Injectable()
export class InstrumentImportService {
  constructor(private readonly registration: InstrumentRegistrationService) {}

  async takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]> {
    const stated = rows.map(toInstrument);
    const known = await knownOf(tx, of.actor.organisationId, stated);
    const isNew = ({ facts }: SheetInstrument): boolean => !known.has(entryKey(facts));
    const asked = stated.filter(isNew).map(({ rowNo, facts }) => ({ index: rowNo, clientRef: null, value: facts }));
    const { registered, refused } = await this.registration.register(tx, of.actor, asked, false);
    const firstRows = new Map(await of.earlier([...known.values()].map(({ id }) => id)));
    return [
      ...registered.map(({ index: rowNo, instrument: { id } }) => outcomeOf(rowNo, 'created', id)),
      ...refused.map(({ index: rowNo, error }) => refusalOf(rowNo, error)),
      ...stated.filter((one) => !isNew(one)).map((one) => met(one, known.get(entryKey(one.facts)), firstRows)),
    ];
  }
}

function toInstrument({ rowNo, values }: ImportRow): SheetInstrument {
  const stated = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return { rowNo, facts: normaliseFacts(stated as unknown as CreateInstrument) };
}

async function knownOf(
  tx: Tx,
  ownerId: string,
  stated: readonly SheetInstrument[],
): Promise<ReadonlyMap<string, Instrument>> {
  const entries = await standingEntries(
    tx,
    ownerId,
    stated.map(({ facts }) => ({ instrument: facts })),
  );
  const ids = [...entries.values()].flatMap(({ id }) => (id ? [id] : []));
  const instruments = ids.length > 0 ? await tx.manager.findBy(Instrument, { id: In(ids) }) : [];
  return new Map(instruments.map((instrument) => [entryKey(instrument), instrument]));
}

function met(
  { rowNo, facts }: SheetInstrument,
  instrument: Instrument | undefined,
  firstRows: Map<string, number>,
): RowOutcome {
  const firstRow = instrument && firstRows.get(instrument.id);
  if (firstRow !== undefined) return refusalOf(rowNo, new DomainError('imports.repeated_row', { firstRow }));
  if (instrument) firstRows.set(instrument.id, rowNo);
  const isSame = instrument && Object.entries(facts).every(([name, value]) => instrument[name as 'name'] === value);
  return isSame ? outcomeOf(rowNo, 'unchanged', instrument.id) : refusalOf(rowNo, existsAlready(instrument ?? {}));
}

function outcomeOf(rowNo: number, outcome: 'created' | 'unchanged', recordId: string): RowOutcome {
  return { rowNo, outcome, recordId };
}

function refusalOf(rowNo: number, error: DomainError): RowOutcome {
  return { rowNo, outcome: 'refused', error };
}
