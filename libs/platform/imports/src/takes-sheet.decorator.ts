import type { ErrorCode } from '@nqi/shared/errors';
import { TakesBytes } from '@nqi/shared/http';
import { MEDIA_TYPES, SHEET_MAX_BYTES } from '@nqi/shared/sheets';

/** What is wrong with a sheet as a whole, and with the mapping that it is read by. */
export const UPLOAD_ERRORS: readonly ErrorCode[] = [
  ...(['sheets.too_large', 'sheets.encoding', 'sheets.malformed', 'sheets.encrypted', 'sheets.macros'] as const),
  ...(['sheets.bomb', 'sheets.no_header', 'sheets.too_many_columns', 'sheets.duplicate_headers'] as const),
  ...(['imports.unknown_mapping', 'imports.missing_columns', 'imports.unmapped_fields'] as const),
];

/** The body of this route is a sheet as it is: CSV or xlsx. */
export function TakesSheet(): MethodDecorator {
  return TakesBytes(Object.values(MEDIA_TYPES), { bytes: SHEET_MAX_BYTES, code: 'sheets.too_large' });
}
