import { insertEach, type Tx } from '@nqi/shared/database';
import { type ImportOutcome, importOutcomes } from './import.entity';
import type { RowOutcome } from './kinds/import-kind';

/** An outcome, with or without the record. */
type Remembered = RowOutcome | { rowNo: number; outcome: 'created'; recordId: null; recordNumber: null };

/** What was created and taken back is nothing that anybody could look up. */
export function withoutRecord(outcome: RowOutcome): Remembered {
  return outcome.outcome === 'created'
    ? { rowNo: outcome.rowNo, outcome: 'created', recordId: null, recordNumber: null }
    : outcome;
}

/** Writes down what became of rows, and that the import is now so far. */
export async function remember(tx: Tx, id: string, outcomes: readonly Remembered[], doneRow: number): Promise<void> {
  insertEach(tx, { table: 'import_rows', rows: outcomes.map((outcome) => rowOf(id, outcome)) });
  const count = (wanted: ImportOutcome): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
  await tx.sql(
    `UPDATE imports SET done_row = $2, created = created + $3, updated = updated + $4, unchanged = unchanged + $5,
            refused = refused + $6 WHERE id = $1`,
    [id, doneRow, ...importOutcomes.map(count)],
  );
}

function rowOf(importId: string, outcome: Remembered): Record<string, unknown> {
  const row = { import_id: importId, row_no: outcome.rowNo, outcome: outcome.outcome };
  if (outcome.outcome === 'refused') {
    const { code, details } = outcome.error;
    return { ...row, record_id: null, record_number: null, code, details };
  }
  const { recordId, recordNumber = null } = outcome;
  return { ...row, record_id: recordId, record_number: recordNumber, code: null, details: null };
}

/** The rows of this import before the first of a chunk that made or met these records. */
export async function earlierRows(
  tx: Tx,
  importId: string,
  { ids, first }: { ids: readonly string[]; first: number },
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql<{ id: string; rowNo: number }>(
    `SELECT record_id AS id, min(row_no) AS "rowNo" FROM import_rows
     WHERE import_id = $1 AND record_id = ANY($2) AND row_no < $3 GROUP BY record_id`,
    [importId, ids, first],
  );
  return new Map(rows.map(({ id, rowNo }) => [id, rowNo]));
}
