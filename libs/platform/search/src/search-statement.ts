import type { SearchWay } from '@nqi/shared/text';
import type { CapabilityNeed } from './capability-need';
import { quantityTerm } from './search-document';
import { isWithin, placed, type Place, Values, within } from './search-points';

/** A question as it was understood, and who asks. */
export interface Asking {
  /** Undefined: nothing was asked in words. */
  readonly q: string | undefined;
  readonly ways: readonly SearchWay[];
  readonly need: CapabilityNeed | undefined;
  /** The kinds that are searched, with the keys that the reader holds there. */
  readonly kinds: readonly { readonly name: string; readonly keys: readonly string[]; readonly isElsewhere: boolean }[];
  readonly kind: string | undefined;
  /** Leading digits. */
  readonly district: string | undefined;
  readonly near: Place | undefined;
  readonly withinKm: number | undefined;
  readonly after: { readonly total: number; readonly id: string } | undefined;
  readonly limit: number;
}

/**
 * Of each kind the newest so many are ranked and counted. A question that finds more is too wide to be answered by rank:
 * facets say so, and one more word or filter helps.
 */
export const RANKED = 100;

/** The statement of a page: one row with its `items` and, on the first page, its `facets`. */
export function searchStatement(asking: Asking): { text: string; values: unknown[] } {
  const values = new Values();
  const found = asking.kinds.map((kind) => `(${foundOf(asking, kind, values)})`).join(' UNION ALL ');
  const elsewhere = asking.kinds.filter(({ isElsewhere }) => isElsewhere).map(({ name }) => name);
  const text = `WITH ${within(asking, values)} found AS MATERIALIZED (${found}),
    placed AS MATERIALIZED (${placed({ ...asking, elsewhere }, values)}),
    scored AS MATERIALIZED (SELECT p.*, p.found + p.title_points + p.near_points AS total FROM placed p)
    SELECT (${page(asking, values)}) AS items, ${asking.after ? 'NULL' : `(${facets(asking, values)})`} AS facets`;
  return { text, values: values.list };
}

/** Documents of a kind. Each way to read the question is a search of its own in the index, with the reader's keys. */
function foundOf(asking: Asking, { name, keys, isElsewhere }: Asking['kinds'][number], values: Values): string {
  const { ways, need } = asking;
  const mine = values.add(keys);
  const measured = need ? [quantityTerm(need.quantity)] : [];
  const readings = ways.length > 0 ? ways : [{ by: null, terms: [] }];
  const arms = readings.map(({ by, terms }) => ({
    by,
    has: `d.terms @> ${values.add([...terms, ...measured])}::text[]`,
  }));
  const by = arms.map(({ by, has }) => `WHEN ${has} THEN ${by === null ? 'NULL' : `'${by}'`}`).join(' ');
  const isFound = arms.map(({ has }) => `(${has} AND d.seen_by && ${mine}::text[])`).join(' OR ');
  return `SELECT d.kind, d.record_id, d.organisation_id, d.district_code, d.seen_by, d.title, d.body, d.codes, d.source, d.updated_at,
      CASE ${by} END AS found_by
    FROM search_documents d
    WHERE ${[`d.kind = ${values.add(name)}`, `(${isFound})`, ...filters(asking, isElsewhere, values)].join(' AND ')}
    ORDER BY d.record_id DESC LIMIT ${RANKED}`;
}

function filters({ need, district, near, withinKm }: Asking, isElsewhere: boolean, values: Values): string[] {
  return [
    ...(need ? [measures(need, values)] : []),
    ...(district === undefined ? [] : [`starts_with(d.district_code, ${values.add(district)})`]),
    ...(near && withinKm !== undefined ? [isWithin(isElsewhere)] : []),
  ];
}

function measures({ quantity, value, maxU }: CapabilityNeed, values: Values): string {
  const at = value === undefined ? undefined : `${values.add(value)}::numeric`;
  const spread = at ? `+ coalesce(r."uProportional", 0) * abs(${at} - coalesce(r.zero, 0))` : '';
  const parts = [
    `r.quantity = ${values.add(quantity)}`,
    ...(at ? [`(r.low <= ${at}) IS NOT FALSE AND r.high >= ${at}`] : []),
    ...(maxU === undefined ? [] : [`r.u ${spread} <= ${values.add(maxU)}::numeric`]),
  ];
  return `EXISTS (SELECT FROM jsonb_to_recordset(d.ranges) AS r
    (quantity text, low numeric, high numeric, u numeric, "uProportional" numeric, zero numeric) WHERE ${parts.join(' AND ')})`;
}

function page(asking: Asking, values: Values): string {
  const parts = ofKind(asking, values, 's');
  const { after } = asking;
  if (after) parts.push(`(s.total, s.record_id) < (${values.add(after.total)}::int, ${values.add(after.id)}::uuid)`);
  return `SELECT coalesce(jsonb_agg(i ORDER BY i.total DESC, i.record_id DESC), '[]') FROM (
    SELECT s.* FROM scored s ${whereOf(parts)} ORDER BY s.total DESC, s.record_id DESC LIMIT ${asking.limit + 1}) i`;
}

/** By kind, whichever is chosen, so that another can be chosen instead; and by district. */
function facets(asking: Asking, values: Values): string {
  const count = (facet: string, column: string, parts: string[]): string =>
    `SELECT '${facet}' AS facet, f.${column} AS value, count(*) AS count FROM scored f
     ${whereOf([`f.${column} IS NOT NULL`, ...parts])} GROUP BY f.${column}`;
  const kinds = count('kinds', 'kind', []);
  const districts = count('districts', 'district_code', ofKind(asking, values, 'f'));
  return `SELECT coalesce(jsonb_agg(c ORDER BY c.count DESC, c.value), '[]') FROM (${kinds} UNION ALL ${districts}) c`;
}

function ofKind({ kind }: Asking, values: Values, alias: string): string[] {
  return kind === undefined ? [] : [`${alias}.kind = ${values.add(kind)}`];
}

function whereOf(parts: string[]): string {
  return parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
}
