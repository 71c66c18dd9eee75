export { columnsOf, escapeLike } from './columns-of';
export { dataSourceOptions } from './data-source-options';
export { DatabaseModule } from './database.module';
export { insertEach, type Insertion, insertionOf, insertMany } from './insert-many';
export { type PreparedRead, PreparedReads } from './prepared-reads';
export { isUnavailable, passesByItself, sqlState, violatedConstraint } from './sql-state';
export { Transactions, Tx } from './transactions';
