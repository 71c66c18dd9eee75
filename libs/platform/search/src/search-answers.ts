import { Injectable } from '@nestjs/common';
import { wordsOf } from '@nqi/shared/text';
import { highlightsIn, snippetOf } from './highlights';
import { seenBy } from './reader-keys';
import type { FacetResponse, SearchHit, SearchQuery, SearchResponse } from './search.dto';
import { SearchKinds } from './search-kind';
import type { FacetRow, Found, FoundRow } from './search.queries';
import { RANKED } from './search-statement';

/** What was found, as it is shown. */
@Injectable()
export class SearchAnswers {
  constructor(private readonly kinds: SearchKinds) {}

  of({ q }: SearchQuery, { rows, facets, nextCursor }: Found): SearchResponse {
    const words = q === undefined ? [] : wordsOf(q);
    return { items: rows.map((row) => this.toHit(row, words)), nextCursor, facets: facets && toFacets(facets) };
  }

  private toHit(row: FoundRow, words: readonly string[]): SearchHit {
    const { kind, record_id: id, title, codes, organisation_id, organisation_name, found, total } = row;
    const snippet = snippetOf(row.body, words);
    return {
      ...{ kind, id, href: `${this.kinds.find(kind)?.path}/${id}`, title, snippet, codes },
      titleHighlights: highlightsIn(title, words),
      snippetHighlights: highlightsIn(snippet, words),
      organisation: organisation_id ? { id: organisation_id, name: organisation_name ?? '' } : null,
      districtCode: row.district_code,
      source: row.source,
      ...{ distanceKm: row.distance_km, pointOf: row.point_of },
      visibility: row.seen_by.includes(seenBy.member) ? 'members' : 'parties',
      score: { total, by: row.found_by, parts: { found, title: row.title_points, near: row.near_points } },
      updatedAt: new Date(row.updated_at),
    };
  }
}

function toFacets(rows: readonly FacetRow[]): NonNullable<SearchResponse['facets']> {
  const isFull = rows.some(({ facet, count }) => facet === 'kinds' && count >= RANKED);
  const of = (wanted: FacetRow['facet']): FacetResponse[] =>
    rows
      .filter(({ facet }) => facet === wanted)
      .map(({ value, count }) => ({ value, count, isBounded: wanted === 'kinds' ? count >= RANKED : isFull }));
  return { kinds: of('kinds'), districts: of('districts') };
}
