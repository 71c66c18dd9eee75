import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { escapeLike } from '@nqi/shared/database';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { CatalogueItemResponse, CatalogueQuery, RegulationQuery, RegulationResponse } from './catalogue.dto';

type Listed<T> = T & { id: string };

/** As keys of a JSON object, and as columns. */
const REGULATION = `'number', r.number, 'series', r.series, 'title', r.title, 'supersedes', r.supersedes,
  'cycleMonths', coalesce(l.cycle_months, r.cycle_months), 'cycleRuleText', coalesce(l.cycle_rule_text, r.cycle_rule_text),
  'effectiveFrom', r.effective_from, 'effectiveTo', r.effective_to, 'source', r.source, 'confidence', r.confidence`;

/** The regulations of an item on the day $1. */
const REGULATIONS = `(SELECT coalesce(jsonb_agg(jsonb_build_object(${REGULATION}) ORDER BY l.rank), '[]')
  FROM verification_item_regulations l JOIN verification_regulations r ON r.series = l.series
  WHERE l.item_code = i.code AND $1::date BETWEEN l.effective_from AND coalesce(l.effective_to, 'infinity')
    AND $1::date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity'))`;

/** The catalogue and the regulations: rules that everybody may read. */
@Injectable()
export class CatalogueQueries {
  constructor(
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  items(query: CatalogueQuery): Promise<Page<Listed<CatalogueItemResponse>>> {
    const like = containing(query.q);
    const where = new Conditions()
      .add(`?::date BETWEEN t.effective_from AND coalesce(t.effective_to, 'infinity')`, query.on ?? this.clock.today())
      .addIf(query.purpose, 't.purposes @> ARRAY[?]')
      .addIf(
        like,
        `(i.name_zh ILIKE ? OR EXISTS (
            SELECT FROM verification_item_regulations l JOIN verification_regulations r ON r.series = l.series
            WHERE l.item_code = i.code AND (r.number ILIKE ? OR r.title ILIKE ?)))`,
      );
    return this.lists.page({
      columns: `i.code AS id, i.code, i.no, t.level1_no AS "level1No", t.level2_no AS "level2No", i.name_zh AS name,
        t.supervision, t.mode, t.purposes, t.scope_text AS "scopeText", ${REGULATIONS} AS regulations,
        t.effective_from AS "effectiveFrom", t.effective_to AS "effectiveTo", t.source, t.confidence`,
      from: 'verification_items i JOIN verification_item_terms t ON t.item_code = i.code',
      ...{ where, page: query, sort: 'no', sortBy: 'i.no', id: 'i.code' },
      valueOf: ({ no }) => String(no),
    });
  }

  regulations(query: RegulationQuery): Promise<Page<Listed<RegulationResponse>>> {
    const where = new Conditions()
      .addIf(containing(query.q), '(r.number ILIKE ? OR r.title ILIKE ?)')
      .addIf(query.on, `?::date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity')`);
    return this.lists.page({
      columns: `r.number AS id, r.number, r.series, r.title, r.cycle_months AS "cycleMonths",
        r.cycle_rule_text AS "cycleRuleText", r.effective_from AS "effectiveFrom", r.effective_to AS "effectiveTo",
        r.supersedes, r.source, r.confidence`,
      from: 'verification_regulations r',
      ...{ where, page: query, sort: 'number', sortBy: 'r.series', id: 'r.number' },
      valueOf: ({ series }) => series,
    });
  }
}

function containing(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${escapeLike(text)}%`;
}
