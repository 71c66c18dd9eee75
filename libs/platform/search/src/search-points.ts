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

/** With the name and place of the organisation, and the points. */
export function placed({ q, near }: { q?: string; near?: Place }, values: Values): string {
  const points = Object.entries(FOUND).map(([by, count]) => `WHEN '${by}' THEN ${count}`);
  const typed = q === undefined ? undefined : values.add(q.normalize('NFKC').toLowerCase().trim());
  const title = typed
    ? `CASE WHEN lower(f.title) = ${typed} THEN ${WHOLE_TITLE} WHEN strpos(lower(f.title), ${typed}) > 0 THEN ${IN_TITLE} ELSE 0 END`
    : '0';
  const km = near ? distance(values.add(near.longitude), values.add(near.latitude)) : 'NULL::float8';
  return `SELECT f.*, o.name AS organisation_name, CASE f.found_by ${points.join(' ')} ELSE 0 END AS found,
      ${title} AS title_points, round(g.km::numeric, 1) AS distance_km,
      coalesce(round(${NEAR} / (1 + g.km / ${HALF_KM}))::int, 0) AS near_points
    FROM found f LEFT JOIN organisations o ON o.id = f.organisation_id CROSS JOIN LATERAL (SELECT ${km} AS km) g`;
}

/** Along the great circle, in km; null where the organisation has not said where it is. */
function distance(longitude: string, latitude: string): string {
  const [x, y] = [`radians(${longitude}::float8)`, `radians(${latitude}::float8)`];
  const [ox, oy] = ['radians(o.longitude::float8)', 'radians(o.latitude::float8)'];
  return `2 * 6371 * asin(least(1, sqrt(sin((${oy} - ${y}) / 2) ^ 2 + cos(${y}) * cos(${oy}) * sin((${ox} - ${x}) / 2) ^ 2)))`;
}

/** Whether the organisation of a document is not further away. */
export function isWithin({ longitude, latitude }: Place, km: string, values: Values): string {
  const there = distance(values.add(longitude), values.add(latitude));
  return `d.organisation_id IN (SELECT o.id FROM organisations o WHERE o.longitude IS NOT NULL AND ${there} <= ${km}::float8)`;
}
