export { columnsOf, escapeLike } from './columns-of';
export { dataSourceOptions } from './data-source-options';
export { DatabaseModule } from './database.module';
export { insertEach, type Insertion, insertionOf, insertMany } from './insert-many';
export { type PreparedRead, PreparedReads } from './prepared-reads';
export { hashOfRecord } from './record-hash';
export { isUnavailable, passesByItself, sqlState, violatedConstraint } from './sql-state';
export { type RecordChange } from './trace';
export { Transactions, Tx } from './transactions';
