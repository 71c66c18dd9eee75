export { readHeader } from './header';
export {
  formatOf,
  MEDIA_TYPES,
  readSheet,
  SHEET_MAX_BYTES,
  SHEET_MAX_ROWS,
  type SheetFormat,
  sheetFormats,
} from './sheet';
export { type SheetRow } from './sheet-row';
export { writeSheet } from './writer';
