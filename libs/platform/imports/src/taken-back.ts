import type { SheetRow } from '@nqi/shared/sheets';
import type { RowOutcome } from './kinds/import-kind';

/**
 * What the checked rows of a sheet have made. Each chunk is taken back, so that later rows would not meet the records of
 * earlier ones: those that they would meet are taken once more before them.
 */
export class TakenBack {
  private readonly firstRows = new Map<string, number>();

  /** @param sheet reads the sheet from its beginning */
  constructor(private readonly sheet: () => AsyncIterable<SheetRow> | Iterable<SheetRow>) {}

  remember(outcomes: readonly RowOutcome[]): void {
    for (const { rowNo, names } of outcomes.filter(isWritten)) {
      for (const name of names) if (!this.firstRows.has(name)) this.firstRows.set(name, rowNo);
    }
  }

  /** The earlier rows that wrote a record by one of the names that these rows now give. */
  async metBy(outcomes: readonly RowOutcome[]): Promise<SheetRow[]> {
    const met = new Set(outcomes.filter(isWritten).flatMap(({ names }) => names.flatMap((name) => this.rowBy(name))));
    const rows: SheetRow[] = [];
    if (met.size === 0) return rows;
    for await (const row of this.sheet()) {
      if (met.has(row.rowNo)) rows.push(row);
      if (rows.length === met.size) break;
    }
    return rows;
  }

  private rowBy(name: string): number[] {
    const row = this.firstRows.get(name);
    return row === undefined ? [] : [row];
  }
}

type Written = Extract<RowOutcome, { recordId: string }>;

/** What is met unchanged is there already, for every row of the sheet. */
function isWritten(outcome: RowOutcome): outcome is Written {
  return outcome.outcome === 'created' || outcome.outcome === 'updated';
}
