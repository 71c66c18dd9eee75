import { Injectable } from '@nestjs/common';
import { foundAmong } from '@nqi/platform/search';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { StandardLink, StandardListQuery, StandardResponse } from './standard.dto';
import { Standard } from './standard.entity';
import { statusOn } from './standard.policy';

type Linked = Standard & { before: StandardLink[]; after: StandardLink[] };

/** Standards are found by what the search knows of them. */
const FOUND = 'standards s JOIN search_documents d ON d.record_id = s.id';

const LINKS = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'id', p.id) ORDER BY r.number), '[]')
   FROM unnest(s.replaces) AS r(number) LEFT JOIN standards p ON p.number = r.number) AS before,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'id', n.id) ORDER BY n.number), '[]')
   FROM standards n WHERE n.replaces @> ARRAY[s.number]) AS after`;

const IS_REPLACED = 'EXISTS (SELECT FROM standards n WHERE n.replaces @> ARRAY[s.number])';
const IS_OVER = 's.abolished_on <= ?::date';

/** The SQL twin of `statusOn`, of a day. */
const STATUS = {
  upcoming: 's.effective_on > ?::date',
  current: '?::date >= s.effective_on AND (s.abolished_on > ?::date) IS NOT FALSE',
  superseded: `${IS_OVER} AND ${IS_REPLACED}`,
  abolished: `${IS_OVER} AND NOT ${IS_REPLACED}`,
};

@Injectable()
export class StandardQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  async list(query: StandardListQuery): Promise<Page<StandardResponse>> {
    const on = query.on ?? this.clock.today();
    const where = new Conditions().addIf(query.level, 's.level = ?');
    if (query.q !== undefined) foundAmong(where, ['standard', 'regulation'], query.q);
    if (query.status) where.addIf(on, STATUS[query.status]);
    const sort = query.sort ?? 'number';
    const isByDate = sort.endsWith('effectiveOn');
    const page = await this.lists.page<Linked>({
      columns: `${this.reads.columns(Standard, 's')}, ${LINKS}`,
      from: query.q === undefined ? 'standards s' : FOUND,
      where,
      page: query,
      sort,
      sortBy: isByDate ? 's.effective_on' : 's.series',
      id: 's.id',
      valueOf: ({ effectiveOn, series }) => (isByDate ? effectiveOn : series),
    });
    return { ...page, items: page.items.map((one) => toResponse(one, on)) };
  }

  async get(id: string): Promise<StandardResponse> {
    const text = `SELECT ${this.reads.columns(Standard, 's')}, ${LINKS} FROM standards s WHERE s.id = $1`;
    const [standard] = await this.reads.rows<Linked>({ name: 'standard', text }, [id]);
    if (!standard) throw new DomainError('record.not_found');
    return toResponse(standard, this.clock.today());
  }
}

function toResponse({ before, after, ...standard }: Linked, on: string): StandardResponse {
  const status = statusOn(on, standard, after.length > 0);
  return { ...standard, status, replaces: before, replacedBy: after };
}
