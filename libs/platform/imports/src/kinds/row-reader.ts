import type { SheetRow } from '@nqi/shared/sheets';
import { type columnsOf, readRow, type ReadRow } from './columns';

/** Reads each row once: ahead of the chunk that takes it, and never again when that chunk is parted. */
export class RowReader {
  private readonly known = new WeakMap<SheetRow, ReadRow>();

  constructor(private readonly columns: ReturnType<typeof columnsOf>) {}

  read(row: SheetRow): ReadRow {
    const read = this.known.get(row) ?? readRow(row, this.columns);
    this.known.set(row, read);
    return read;
  }
}
