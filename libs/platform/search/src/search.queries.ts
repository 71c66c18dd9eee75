import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Cursors } from '@nqi/shared/http';
import { searchWays, type WayOfFinding } from '@nqi/shared/text';
import { needOf } from './capability-need';
import { readerKeys, seenBy } from './reader-keys';
import type { PointOf, SearchQuery } from './search.dto';
import { SearchKinds } from './search-kind';
import { type Asking, searchStatement } from './search-statement';

/** A document that was found, as the statement gives it. */
export interface FoundRow {
  kind: string;
  record_id: string;
  organisation_id: string | null;
  organisation_name: string | null;
  district_code: string | null;
  seen_by: string[];
  title: string;
  body: string;
  codes: string[];
  source: string | null;
  distance_km: number | null;
  point_of: PointOf | null;
  found_by: WayOfFinding | null;
  found: number;
  title_points: number;
  near_points: number;
  total: number;
  updated_at: string;
}

export interface FacetRow {
  facet: 'kinds' | 'districts';
  value: string;
  count: number;
}

export interface Found {
  rows: FoundRow[];
  facets: FacetRow[] | null;
  nextCursor: string | null;
}

/** 帮您找: one box for everything that the asker may see. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly cursors: Cursors,
    private readonly kinds: SearchKinds,
    private readonly mandates: HeldMandates,
  ) {}

  /** @throws DomainError request.invalid, request.bad_cursor */
  async search(actor: Actor, query: SearchQuery): Promise<Found> {
    const order = orderOf(query);
    const asking = await this.understood(actor, query, order);
    if (query.q !== undefined && asking.ways.length === 0) return { rows: [], facets: [], nextCursor: null };
    const { text, values } = searchStatement(asking);
    // Planned for these very words: how common they are decides by which index they are found fastest.
    const [row] = await this.transactions.manager.query<{ items: FoundRow[]; facets: FacetRow[] | null }[]>(
      text,
      values,
    );
    const { items = [], facets = null } = row ?? {};
    const rows = items.slice(0, asking.limit);
    return { rows, facets, nextCursor: items.length > rows.length ? this.cursorAfter(rows, order) : null };
  }

  private async understood(actor: Actor, query: SearchQuery, order: string): Promise<Asking> {
    const { q, kind, districtCode, withinKm, cursor, limit = 20 } = query;
    const need = needOf(query);
    this.assertAsked(query, need !== undefined);
    const after = cursor === undefined ? undefined : this.cursors.read(cursor, order);
    return {
      ...{ q, ways: q === undefined ? [] : searchWays(q), need, kinds: await this.searched(actor, query), kind },
      ...{ district: districtCode?.replace(/(00){1,2}$/, ''), near: nearOf(query), withinKm, limit },
      after: after && { total: Number(after.value), id: after.id },
    };
  }

  private cursorAfter(rows: readonly FoundRow[], order: string): string | null {
    const last = rows.at(-1);
    return last ? this.cursors.write({ order, value: String(last.total), id: last.record_id }) : null;
  }

  /** On later pages, which count nothing, only the kind that was asked for. */
  private searched(actor: Actor, { kind, cursor }: SearchQuery): Promise<Asking['kinds']> {
    const kinds = this.kinds.all.filter(({ name }) => cursor === undefined || kind === undefined || name === kind);
    const own = readerKeys(actor);
    return Promise.all(
      kinds.map(async ({ name, mandates, isElsewhere = false }) => {
        return { name, isElsewhere, keys: [...own, ...(await this.heldKeys(actor, mandates))] };
      }),
    );
  }

  /** Mandates begin and end by the day, so they are no part of the documents. */
  private async heldKeys(actor: Actor, kind: string | undefined): Promise<string[]> {
    if (kind === undefined) return [];
    const held = await this.mandates.heldBy(actor, kind);
    return held.map(({ mandatorId, subjectId }) =>
      subjectId === null ? seenBy.mandate(mandatorId) : seenBy.mandateOver(mandatorId, subjectId),
    );
  }

  private assertAsked({ q, kind, near, withinKm }: SearchQuery, isCapabilityAsked: boolean): void {
    const errors = [
      ...(q === undefined && !isCapabilityAsked ? [{ pointer: '/q', code: 'field.required' }] : []),
      ...(kind !== undefined && !this.kinds.find(kind) ? [{ pointer: '/kind', code: 'field.not_allowed' }] : []),
      ...(withinKm !== undefined && near === undefined ? [{ pointer: '/near', code: 'field.required' }] : []),
    ];
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  }
}

/** A cursor belongs to one question. */
function orderOf({ cursor: _, limit: __, ...question }: SearchQuery): string {
  return `search ${createHash('md5').update(JSON.stringify(question)).digest('hex')}`;
}

function nearOf({ near }: SearchQuery): Asking['near'] {
  if (near === undefined) return undefined;
  const [longitude = 0, latitude = 0] = near.split(',').map(Number);
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return { longitude, latitude };
  throw new DomainError('request.invalid', { errors: [{ pointer: '/near', code: 'field.not_allowed' }] });
}
