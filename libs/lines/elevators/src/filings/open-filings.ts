import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { RefusedRow } from '@nqi/shared/http';
import type { Filing } from './filing.entity';

/** A filing that was entered, with its row. */
export interface EnteredFiling {
  index: number;
  clientRef: string | null;
  filing: Filing;
}

interface OpenFiling {
  id: string;
  number: string | null;
  elevatorId: string;
  dueYear: number;
}

/** Parts the candidates whose device is free from those whose device has an open filing for the year, which is named. */
export async function explainOpenFilings(
  tx: Tx,
  candidates: readonly EnteredFiling[],
): Promise<{ free: EnteredFiling[]; taken: RefusedRow[] }> {
  const open = await tx.sql<OpenFiling>(
    `SELECT id, number, elevator_id AS "elevatorId", due_year AS "dueYear" FROM elevator_filings
     WHERE elevator_id = ANY($1) AND state NOT IN ('not_accepted', 'withdrawn', 'report_issued', 'archived')`,
    [candidates.map(({ filing }) => filing.elevatorId)],
  );
  const existing = new Map(open.map((one) => [`${one.elevatorId} ${one.dueYear}`, one]));
  const free: EnteredFiling[] = [];
  const taken: RefusedRow[] = [];
  for (const candidate of candidates) {
    const { index, clientRef, filing } = candidate;
    const other = existing.get(`${filing.elevatorId} ${filing.dueYear}`);
    if (!other) free.push(candidate);
    else taken.push({ index, clientRef, error: duplicate(other) });
  }
  return { free, taken };
}

function duplicate({ id, number, dueYear }: OpenFiling): DomainError {
  return new DomainError('elevators.duplicate_filing', {
    dueYear,
    existing: { id, number, href: `/v1/elevator-filings/${id}` },
  });
}
