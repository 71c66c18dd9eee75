import type { FieldType } from './import-field';
import type { ImportKind } from './import-kind';

/** A field that a column can say. */
export class ImportFieldResponse {
  name: string;
  zh: string;
  en: string;
  type: FieldType;
  required: boolean;
  /** The unit in which it is kept; columns may have any other one of the quantity. */
  unit: string | null;
  example: string;
}

/** A register that takes sheets. */
export class ImportKindResponse {
  name: string;
  zh: string;
  en: string;
  fields: ImportFieldResponse[];
}

export class ImportKindList {
  items: ImportKindResponse[];
}

export function toKindResponse({ name, zh, en, fields }: ImportKind): ImportKindResponse {
  return {
    ...{ name, zh, en },
    fields: fields.map(({ required = false, unit = null, ...field }) => ({
      ...{ name: field.name, zh: field.zh, en: field.en, type: field.type, required, unit, example: field.example },
    })),
  };
}
