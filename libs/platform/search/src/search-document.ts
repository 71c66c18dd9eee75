import type { Quantity } from '@nqi/shared/units';
import { beginningOf, codeTerms, indexTerms, soundTerms } from '@nqi/shared/text';

/** What a record can measure, in SI: U(x) = u + uProportional · |x − zero|. Decimals are strings. */
export interface CapabilityRange {
  readonly quantity: Quantity;
  readonly low: string | null;
  readonly high: string;
  /** Null: nobody said. */
  readonly u: string | null;
  readonly uProportional?: string;
  readonly zero?: string;
}

/** What a line says of a record so that it is found. Never what not everybody who finds it may read. */
export interface SearchDocument {
  readonly id: string;
  /** Whose it is; null where who finds it may not know. Its place and name are read when it is found. */
  readonly organisationId: string | null;
  readonly districtCode: string | null;
  /** Who sees it, by the keys of `reader-keys.ts`: any one of them opens it. */
  readonly seenBy: readonly string[];
  /** Found by its sound, too. */
  readonly title: string;
  /** More words that it is found by; the first ones are shown. */
  readonly texts: readonly (string | null | undefined)[];
  /** Codes and numbers, found as a whole however they are typed. */
  readonly codes?: readonly (string | null | undefined)[];
  readonly ranges?: readonly CapabilityRange[];
  /** Where the facts are from, where the organisation itself did not enter them. */
  readonly source?: string;
  readonly updatedAt: Date;
}

/** Longer texts are found by how they begin. */
const SHOWN = 500;
const INDEXED = 2_000;
/** What stands before a quantity among the terms, so that no word is ever taken for one. */
const QUANTITY = '@';

/** The term by which everything is found that measures a quantity. */
export function quantityTerm(quantity: string): string {
  return `${QUANTITY}${quantity}`;
}

/** A row of `search_documents`. */
export type DocumentRow = Readonly<
  Record<'kind' | 'record_id' | 'title' | 'body', string> &
    Record<'organisation_id' | 'district_code' | 'source', string | null> &
    Record<'seen_by' | 'terms' | 'codes', readonly string[]> & { ranges: readonly CapabilityRange[]; updated_at: Date }
>;

export function documentRowOf(kind: string, document: SearchDocument): DocumentRow {
  const { id, organisationId, districtCode, title, codes = [], ranges = [], source = null, updatedAt } = document;
  const text = document.texts.filter((one) => one).join(' · ');
  const measured = ranges.map(({ quantity }) => quantityTerm(quantity));
  // Looked for from the first to the last: what many documents are asked for comes first.
  const terms = [
    ...measured,
    ...indexTerms(title, beginningOf(text, INDEXED)),
    ...soundTerms(title),
    ...codeTerms(...codes),
  ];
  return {
    ...{ kind, record_id: id, organisation_id: organisationId, district_code: districtCode, title },
    ...{
      body: beginningOf(text, SHOWN),
      codes: codes.filter((code): code is string => !!code),
      ranges,
      source,
      updated_at: updatedAt,
    },
    seen_by: document.seenBy,
    terms: [...new Set(terms)],
  };
}
