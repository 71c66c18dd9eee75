import { Injectable } from '@nestjs/common';
import { addDays, cityInstant } from '@nqi/shared/calendar';
import { PreparedReads } from '@nqi/shared/database';
import type { SatisfactionQuery, SatisfactionRow } from './satisfaction.dto';

const INDEX = `
  SELECT r.rated_organisation_id AS "organisationId", o.name AS "organisationName", count(*)::int AS ratings,
    round(100.0 * count(*) FILTER (WHERE r.grade >= 3) / count(*), 1)::float8 AS "satisfiedPercent",
    round(20 * avg(r.grade), 2)::float8 AS index
  FROM ratings r JOIN organisations o ON o.id = r.rated_organisation_id
  WHERE ($1::uuid IS NULL OR r.rated_organisation_id = $1) AND ($2::timestamptz IS NULL OR r.created_at >= $2)
    AND ($3::timestamptz IS NULL OR r.created_at < $3)
  GROUP BY 1, 2 ORDER BY ratings DESC, 1 LIMIT 500`;

/** 满意度, of the organisations with the most ratings first. */
@Injectable()
export class SatisfactionQueries {
  constructor(private readonly reads: PreparedReads) {}

  of({ organisationId, from, to }: SatisfactionQuery): Promise<SatisfactionRow[]> {
    const period = [from ? cityInstant(from) : null, to ? cityInstant(addDays(to, 1)) : null];
    return this.reads.rows<SatisfactionRow>({ name: 'satisfaction', text: INDEX }, [organisationId ?? null, ...period]);
  }
}
