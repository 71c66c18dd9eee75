import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { ImportRow, RowOutcome, RowsOf } from '@nqi/platform/imports';
import { columnsOf, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { RefusedRow, Row } from '@nqi/shared/http';
import { Secrets } from '@nqi/shared/secrets';
import { FilingBatchService } from './filing-batch.service';
import { namesDevice } from './filing-devices.queries';
import type { FilingWish } from './filing-entry.service';
import { Filing, FILING_CONTACT_PHONE } from './filing.entity';

type Wish = Row<FilingWish>;

/** What a filing says besides its device, the phone by its blind index. */
const FACTS = ['requestedOn', 'contactName', 'contactPhoneIndex', 'remark', 'overdueOpinionNo'] as const;

/**
 * Files devices from a sheet by the road of every batch; the batch has the id of the import. A filing that stands there
 * as the row says is met, not refused, so that a sheet can be put right and sent again.
 */
@Injectable()
export class FilingImportService {
  constructor(
    private readonly batches: FilingBatchService,
    private readonly secrets: Secrets,
  ) {}

  async takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]> {
    const wishes = rows.map(toWish);
    const named = wishes.filter(({ value }) => namesDevice(value));
    const { entered, refused } = await this.batches.add(tx, of.actor, of.importId, named);
    const met = await this.met(tx, of, new Map(wishes.map((wish) => [wish.index, wish])), refused);
    return [
      ...wishes.filter(({ value }) => !namesDevice(value)).map(unidentified),
      ...refused.map((row) => met.get(row.index) ?? refusal(row.index, row.error)),
      ...entered.map(({ index, filing: { id, number, elevatorId } }) => {
        return { rowNo: index, outcome: 'created' as const, recordId: id, recordNumber: number, names: [elevatorId] };
      }),
    ];
  }

  /** Rows whose device has an open filing of the sender's that says the same; and again, should the sheet repeat it. */
  private async met(
    tx: Tx,
    { actor, earlier }: RowsOf,
    wishes: ReadonlyMap<number, Wish>,
    refused: readonly RefusedRow[],
  ): Promise<Map<number, RowOutcome>> {
    const taken = refused.flatMap(({ index, error }) => {
      const { existing } = error.details as { existing?: { id: string } };
      return existing ? [{ index, id: existing.id }] : [];
    });
    const filings = await ownFilings(
      tx,
      actor,
      taken.map(({ id }) => id),
    );
    const firstRows = await earlier([...filings.keys()]);
    const met = new Map<number, RowOutcome>();
    for (const { index, id } of taken) {
      const [wish, filing, firstRow] = [wishes.get(index), filings.get(id), firstRows.get(id)];
      if (firstRow !== undefined) met.set(index, refusal(index, new DomainError('imports.repeated_row', { firstRow })));
      else if (wish && filing && this.saysTheSame(filing, wish.value)) {
        const { number: recordNumber, elevatorId } = filing;
        met.set(index, { rowNo: index, outcome: 'unchanged', recordId: id, recordNumber, names: [elevatorId] });
      }
    }
    return met;
  }

  private saysTheSame(filing: Filing, { contactPhone, ...wish }: FilingWish): boolean {
    const contactPhoneIndex = contactPhone ? this.secrets.index(FILING_CONTACT_PHONE, contactPhone) : null;
    const stated = { ...wish, contactPhoneIndex };
    return FACTS.every((name) => (filing[name] ?? null) === (stated[name] ?? null));
  }
}

function toWish({ rowNo, values }: ImportRow): Wish {
  const stated = Object.entries(values).filter(([, value]) => value !== null);
  return { index: rowNo, clientRef: null, value: Object.fromEntries(stated) };
}

/** The filings among these that the actor's organisation filed. */
async function ownFilings(
  tx: Tx,
  { organisationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Filing>> {
  if (ids.length === 0) return new Map();
  const filings = await tx.sql<Filing>(
    `SELECT ${columnsOf(tx.manager.connection, Filing, 'f')} FROM elevator_filings f
     WHERE f.id = ANY($1) AND f.filed_by_organisation_id = $2`,
    [ids, organisationId],
  );
  return new Map(filings.map((filing) => [filing.id, filing]));
}

function unidentified({ index }: Wish): RowOutcome {
  return refusal(index, new DomainError('elevators.unidentified'));
}

/** In a sheet rows have the sheet's numbers. */
function refusal(rowNo: number, error: DomainError): RowOutcome {
  const { firstIndex: firstRow } = error.details;
  const isRepeated = error.code === 'elevators.repeated_row';
  return {
    rowNo,
    outcome: 'refused',
    error: isRepeated ? new DomainError('imports.repeated_row', { firstRow }) : error,
  };
}
