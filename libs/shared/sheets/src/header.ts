import { DomainError } from '@nqi/shared/errors';

const MAX_COLUMNS = 256;

/**
 * The names of the columns, by place; a column without a name is an empty one.
 * @throws DomainError sheets.no_header, sheets.too_many_columns, sheets.duplicate_headers
 */
export function readHeader(cells: readonly string[] | undefined): string[] {
  const names = (cells ?? []).map((name) => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim());
  while (names.at(-1) === '') names.pop();
  if (names.length === 0) throw new DomainError('sheets.no_header');
  if (names.length > MAX_COLUMNS) throw new DomainError('sheets.too_many_columns', { limit: MAX_COLUMNS });
  const repeated = names.filter((name, place) => name !== '' && names.indexOf(name) !== place);
  if (repeated.length > 0) throw new DomainError('sheets.duplicate_headers', { headers: [...new Set(repeated)] });
  return names;
}
