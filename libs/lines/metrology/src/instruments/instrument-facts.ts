import type { FieldError } from '@nqi/shared/errors';
import { oneSpelling, tooLong } from '../spelling';
import type { Instrument } from './instrument.entity';

/** The facts that have a spelling, refer to a register or must not be taken away. Null: not known. */
export interface StatedFacts {
  name?: string | null;
  modelSpec?: string | null;
  serialNo?: string | null;
  catalogueItemCode?: string | null;
  regulationSeries?: string | null;
  districtCode?: string | null;
  lastVerifiedOn?: string | null;
  validUntil?: string | null;
}

/** What the facts are checked against. */
export interface Known {
  unknownDistricts: ReadonlySet<string>;
  /** Every code and series that there is or was. */
  items: ReadonlySet<string>;
  regulations: ReadonlySet<string>;
  /** `YYYY-MM-DD` */
  today: string;
}

/** Facts that can be changed but not taken away; `null` takes away any other. */
const KEPT = ['name', 'modelSpec', 'serialNo', 'purpose', 'submitMode', 'status'] as const;

const LIMITS = { name: 100, modelSpec: 100, serialNo: 60 };

/** What is due some day: neither sealed nor in repair, scrapped or lost. */
export const DUE_STATUSES: readonly Instrument['status'][] = ['in_use', 'standby'];

/** One spelling of what tells instruments apart: half-width, single blanks, none around. */
export function normaliseFacts<F extends StatedFacts>(facts: F): F {
  const { name, modelSpec, serialNo, regulationSeries } = facts;
  return {
    ...facts,
    ...(name && { name: oneSpelling(name) }),
    ...(modelSpec && { modelSpec: oneSpelling(modelSpec) }),
    ...(serialNo && { serialNo: oneSpelling(serialNo) }),
    ...(regulationSeries && { regulationSeries: oneSpelling(regulationSeries).toUpperCase() }),
  };
}

/** Under what an instrument stands once in its owner's ledger, as long as it is not scrapped. */
export function entryKey({ name, modelSpec, serialNo }: Pick<Instrument, 'name' | 'modelSpec' | 'serialNo'>): string {
  return JSON.stringify([serialNo, name, modelSpec]);
}

/** What is wrong with normalised facts; empty when nothing is. */
export function checkFacts(facts: StatedFacts, known: Known): FieldError[] {
  const { catalogueItemCode, regulationSeries, districtCode, lastVerifiedOn, validUntil } = facts;
  const problems: [string, string, boolean][] = [
    ['catalogueItemCode', 'field.unknown_catalogue_item', isUnknown(catalogueItemCode, known.items)],
    ['regulationSeries', 'field.unknown_regulation', isUnknown(regulationSeries, known.regulations)],
    ['districtCode', 'field.unknown_district', known.unknownDistricts.has(districtCode ?? '')],
    ['lastVerifiedOn', 'field.too_large', (lastVerifiedOn ?? '') > known.today],
    ['validUntil', 'field.too_small', typeof validUntil === 'string' && validUntil < (lastVerifiedOn ?? '')],
  ];
  const wrong = problems.filter(([, , isWrong]) => isWrong).map(([field, code]) => ({ pointer: `/${field}`, code }));
  return [...wrong, ...tooLong(facts, LIMITS)];
}

/** The facts that an edit tries to take away and may not. */
export function checkKept(facts: object): FieldError[] {
  const taken = KEPT.filter((field) => (facts as Record<string, unknown>)[field] === null);
  return taken.map((field) => ({ pointer: `/${field}`, code: 'field.required' }));
}

function isUnknown(stated: string | null | undefined, known: ReadonlySet<string>): boolean {
  return typeof stated === 'string' && !known.has(stated);
}

/** Who is verified by law needs a district: its regulator keeps the filing (山东省计量条例 art. 18). */
export function lacksDistrict({ isMandatory, districtCode, state }: Instrument): boolean {
  return isMandatory && districtCode === null && state !== 'draft';
}
