import type { Extension } from '@nqi/shared/storage';

/** What people may send, by media type. Types that can carry programs (macros, scripts, HTML, SVG) are not among them. */
export const fileTypes: ReadonlyMap<string, Extension> = new Map([
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
]);
