import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { entryKey } from './instrument-facts';
import type { Instrument } from './instrument.entity';

/** What stands in the ledger under a key; without id: it only would stand there, in a preview. */
type Entry = Partial<Pick<Instrument, 'id' | 'ledgerNo'>>;
type Named = Pick<Instrument, 'name' | 'modelSpec' | 'serialNo'>;

/** The entries of an owner, not scrapped, that have the name, model and serial number of one of these. */
export async function standingEntries(
  tx: Tx,
  ownerId: string,
  candidates: readonly { instrument: Named }[],
): Promise<Map<string, Entry>> {
  const rows = await tx.sql<Named & Entry>(
    `SELECT id, ledger_no AS "ledgerNo", name, model_spec AS "modelSpec", serial_no AS "serialNo" FROM instruments
     WHERE owner_id = $1 AND serial_no = ANY($2) AND status <> 'scrapped'`,
    [ownerId, candidates.map(({ instrument }) => instrument.serialNo)],
  );
  return new Map(rows.map(({ id, ledgerNo, ...named }) => [entryKey(named), { id, ledgerNo }]));
}

/** The refusal that leads to the entry that is there. */
export function existsAlready({ id, ledgerNo }: Entry): DomainError {
  const existing = id && { existing: { id, ledgerNo, href: `/v1/instruments/${id}` } };
  return new DomainError('metrology.instrument_exists', { ...existing });
}
