import { type PreparedRead, PreparedReads } from '@nqi/shared/database';

export interface Statement extends PreparedRead {
  values: unknown[];
}

/** Writes down what the queries of the api ask. */
export class RecordedReads extends PreparedReads {
  readonly seen: Statement[] = [];

  override rows<Row extends object>(read: PreparedRead, values: unknown[]): Promise<Row[]> {
    this.seen.push({ ...read, values });
    return super.rows(read, values);
  }
}
