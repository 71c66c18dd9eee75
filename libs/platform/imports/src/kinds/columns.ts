import { DomainError } from '@nqi/shared/errors';
import { unitOf } from '@nqi/shared/units';
import { type ImportField, labelOf } from './import-field';
import type { ImportRow } from './import-kind';
import { readCell, type ReadValue } from './read-cell';
import { FEET_AND_INCHES } from './read-decimal';
import type { Reading } from './reading';

/** Which column says what, and how. */
export interface ColumnMapping {
  /** The column's name in the header. */
  readonly column: string;
  /** The field of the record. */
  readonly field: string;
  /** Of a number: the unit of the column; default: that of the field. */
  readonly unit?: string;
  readonly dateFormat?: string;
  /** What texts of the column mean; an empty meaning is a blank. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A column that is read, with its place in the row. */
interface PlacedColumn extends Reading {
  readonly place: number;
  readonly column: string;
}

/** What a row came to: its values, or the refusal that names the columns that cannot be read. */
export type ReadRow = ImportRow | { rowNo: number; error: DomainError };

/**
 * Checks a mapping against the fields alone.
 * @throws DomainError imports.unknown_fields, imports.repeated_fields, imports.bad_unit
 */
export function checkMapping(fields: readonly ImportField[], mapping: readonly ColumnMapping[]): void {
  const named = mapping.map(({ field }) => field);
  const unknown = named.filter((name) => !fields.some((field) => field.name === name));
  if (unknown.length > 0) throw new DomainError('imports.unknown_fields', { fields: unknown });
  const repeated = named.filter((name, place) => named.indexOf(name) !== place);
  if (repeated.length > 0) throw new DomainError('imports.repeated_fields', { fields: repeated });
  for (const { field: name, unit } of mapping) {
    const field = fields.find((one) => one.name === name);
    if (unit && field && !fits(unit, field)) throw new DomainError('imports.bad_unit', { field: name, unit });
  }
}

function fits(unit: string, field: ImportField): boolean {
  const known = unitOf(unit === FEET_AND_INCHES ? 'in' : unit);
  return field.unit !== undefined && known?.quantity === unitOf(field.unit)?.quantity;
}

/**
 * The columns of a sheet that are read: by the mapping, or without one by their names, as in the template.
 * @throws DomainError imports.missing_columns, imports.unmapped_fields and what {@link checkMapping} throws
 */
export function columnsOf(
  fields: readonly ImportField[],
  header: readonly string[],
  mapping: readonly ColumnMapping[] | null,
): PlacedColumn[] {
  const wanted = mapping ?? byName(fields, header);
  checkMapping(fields, wanted);
  const missing = wanted.filter(({ column }) => !header.includes(column)).map(({ column }) => column);
  if (missing.length > 0) throw new DomainError('imports.missing_columns', { columns: missing });
  const unmapped = fields.filter(({ name, required }) => required && !wanted.some(({ field }) => field === name));
  const isNothing = wanted.length === 0;
  if (isNothing || unmapped.length > 0) {
    const names = (isNothing ? fields.slice(0, 5) : unmapped).map(labelOf);
    throw new DomainError('imports.unmapped_fields', { fields: names });
  }
  return wanted.map(({ field: name, ...reading }) => {
    const field = fields.find((one) => one.name === name) as ImportField;
    return { ...reading, field, place: header.indexOf(reading.column) };
  });
}

function byName(fields: readonly ImportField[], header: readonly string[]): ColumnMapping[] {
  return header.flatMap((column) => {
    const field = fields.find((one) => [one.name, one.zh, one.en, labelOf(one)].includes(column));
    return field ? [{ column, field: field.name }] : [];
  });
}

/** Reads one row: blanks are null, and what cannot be read refuses it, because half a record looks like a whole one. */
export function readRow(
  { rowNo, cells }: { rowNo: number; cells: readonly string[] },
  columns: readonly PlacedColumn[],
): ReadRow {
  const values: Record<string, ReadValue> = {};
  const unreadable: string[] = [];
  const missing: string[] = [];
  for (const { place, column, ...reading } of columns) {
    const value = readCell(cells[place] ?? '', reading);
    if (value === undefined) unreadable.push(column);
    if (value === null && reading.field.required) missing.push(column);
    values[reading.field.name] = value ?? null;
  }
  const error = refusalOf(unreadable, missing);
  return error ? { rowNo, error } : { rowNo, values };
}

function refusalOf(unreadable: readonly string[], missing: readonly string[]): DomainError | null {
  if (unreadable.length > 0) return new DomainError('imports.unreadable', { columns: unreadable });
  return missing.length > 0 ? new DomainError('imports.blank', { columns: missing }) : null;
}
