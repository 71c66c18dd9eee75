import type { ImportField } from './import-field';

/** How the cells of one column are read. */
export interface Reading {
  readonly field: ImportField;
  readonly unit?: string;
  readonly dateFormat?: string;
  readonly values?: Readonly<Record<string, string>>;
}
