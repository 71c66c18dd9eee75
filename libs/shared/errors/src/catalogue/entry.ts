import type { ErrorKind } from '../error-kind';

/** Texts of one code; `{name}` is filled from the details, `action` is the next useful step. */
interface Texts {
  title: string;
  detail: string;
  action?: string;
}

export interface CatalogueEntry {
  kind: ErrorKind;
  zh: Texts;
  en: Texts;
}

/** Writes an entry on four short lines: title, detail and, where there is one, action as `title|detail|action`. */
export function entry(kind: ErrorKind, zh: string, en: string): CatalogueEntry {
  return { kind, zh: texts(zh), en: texts(en) };
}

function texts(line: string): Texts {
  const [title = '', detail = title, action] = line.split('|');
  return { title, detail, ...(action && { action }) };
}
