import type { WayOfFinding } from '@nqi/shared/text';

/** WGS-84, decimal degrees. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** Points for how a record was found. */
const FOUND: Readonly<Record<WayOfFinding, number>> = { code: 100, word: 40, synonym: 25, pinyin: 15 };
/** Points for the whole title, or a part of it, being what was typed. */
const [WHOLE_TITLE, IN_TITLE] = [40, 20];
/** Points for being right there; half of them at this distance. */
const [NEAR, HALF_KM] = [20, 10];

/** Values of a statement, in the order in which they were named. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

/** What is asked for by words and by place. */
interface Asked {
  readonly q?: string;
  readonly near?: Place;
  /** The kinds whose records stand elsewhere than their organisation. */
  readonly elsewhere: readonly string[];
}

/** With the name of the organisation, the place that is known of the record, and the points. */
export function placed({ q, near, elsewhere }: Asked, values: Values): string {
  const points = Object.entries(FOUND).map(([by, count]) => `WHEN '${by}' THEN ${count}`);
  const typed = q === undefined ? undefined : values.add(q.normalize('NFKC').toLowerCase().trim());
  const title = typed
    ? `CASE WHEN lower(f.title) = ${typed} THEN ${WHOLE_TITLE} WHEN strpos(lower(f.title), ${typed}) > 0 THEN ${IN_TITLE} ELSE 0 END`
    : '0';
  const km = near
    ? `CASE g.point_of WHEN 'organisation' THEN ${distance(near, 'o', values)}
        WHEN 'district' THEN ${distance(near, 't', values)} END`
    : 'NULL::float8';
  const isThere = `o.longitude IS NOT NULL AND f.kind <> ALL(${values.add(elsewhere)}::text[])`;
  return `SELECT f.*, o.name AS organisation_name, CASE f.found_by ${points.join(' ')} ELSE 0 END AS found,
      ${title} AS title_points, round(h.km::numeric, 1) AS distance_km, g.point_of,
      coalesce(round(${NEAR} / (1 + h.km / ${HALF_KM}))::int, 0) AS near_points
    FROM found f LEFT JOIN organisations o ON o.id = f.organisation_id LEFT JOIN districts t ON t.code = f.district_code
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ${isThere} THEN 'organisation' WHEN t.longitude IS NOT NULL THEN 'district' END AS point_of) g
    CROSS JOIN LATERAL (SELECT ${km} AS km) h`;
}

/** Along the great circle to an organisation or a district whose point is known, in km. */
function distance({ longitude, latitude }: Place, of: 'o' | 't', values: Values): string {
  const [x, y] = [`radians(${values.add(longitude)}::float8)`, `radians(${values.add(latitude)}::float8)`];
  const [ox, oy] = [`radians(${of}.longitude::float8)`, `radians(${of}.latitude::float8)`];
  return `2 * 6371 * asin(least(1, sqrt(sin((${oy} - ${y}) / 2) ^ 2 + cos(${y}) * cos(${oy}) * sin((${ox} - ${x}) / 2) ^ 2)))`;
}

/** The organisations and districts that are not further away, known before the first document is looked at. */
export function within({ near, withinKm }: { near?: Place; withinKm?: number }, values: Values): string {
  if (!near || withinKm === undefined) return '';
  const there = (of: 'o' | 't'): string =>
    `${of}.longitude IS NOT NULL AND ${distance(near, of, values)} <= ${values.add(withinKm)}::float8`;
  return `organisations_there AS MATERIALIZED (SELECT o.id FROM organisations o WHERE ${there('o')}),
    districts_there AS MATERIALIZED (SELECT t.code FROM districts t WHERE ${there('t')}),`;
}

/** Whether a document's organisation is {@link within}; or its district, where that is all that is known of its place. */
export function isWithin(isElsewhere: boolean): string {
  const district = 'd.district_code = ANY(ARRAY(SELECT code FROM districts_there))';
  if (isElsewhere) return district;
  return `(d.organisation_id IN (SELECT id FROM organisations_there)
    OR ${district} AND NOT EXISTS (SELECT FROM organisations o WHERE o.id = d.organisation_id AND o.longitude IS NOT NULL))`;
}
