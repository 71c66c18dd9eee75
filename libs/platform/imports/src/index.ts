export { ImportsHttpModule } from './imports.http.module';
export { ImportsModule } from './imports.module';
export { ImportsWorkerModule } from './imports.worker.module';
export { choice, count, field, type ImportField, measure, text } from './kinds/import-field';
export { type ImportKind, type ImportRow, type RowOutcome, type RowsOf } from './kinds/import-kind';
export { type ImportTable, registering } from './kinds/registering';
export type { ReadValue } from './kinds/read-cell';
export { SheetRoutesHttpModule } from './sheet-routes.http.module';
