import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import type { Conditions } from './conditions';
import { Cursors } from './cursors';
import type { PageQuery } from './page-query.dto';

/** A list; its SQL is written by the programmer, never by the client. */
export interface ListPlan<Row> {
  /** The select list. */
  columns: string;
  /** The table under its alias, with its joins. */
  from: string;
  /** What of it the conditions and the order need, where that is less: rows are found there and then joined to the rest. */
  keysFrom?: string;
  where: Conditions;
  page: PageQuery;
  /** As the client says it, `-` for descending. */
  sort: string;
  /** SQL of the sorted column; rows in which it is null are not listed. */
  sortBy: string;
  /** SQL of the id column. */
  id: string;
  /** The sorted value of a row. */
  valueOf(row: Row): string | Date | null;
}

export interface Page<Row> {
  items: Row[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** Keyset pages: stable while others write, as fast on the last page as on the first. */
@Injectable()
export class Lists {
  constructor(
    private readonly reads: PreparedReads,
    private readonly cursors: Cursors,
  ) {}

  async page<Row extends { id: string }>(plan: ListPlan<Row>): Promise<Page<Row>> {
    const limit = plan.page.limit ?? 20;
    const descending = plan.sort.startsWith('-');
    const { where } = plan;
    where.add(`${plan.sortBy} IS NOT NULL`);
    if (plan.page.cursor) {
      const { value, id } = this.cursors.read(plan.page.cursor, orderOf(plan));
      where.add(`(${plan.sortBy}, ${plan.id}) ${descending ? '<' : '>'} (?, ?)`, value, id);
    }
    const text = statementOf(plan, descending ? 'DESC' : 'ASC', limit + 1);
    const rows = await this.reads.rows<Row>({ name: nameOf(text), text }, where.values);
    return { items: rows.slice(0, limit), nextCursor: this.cursorAfter(plan, rows, limit) };
  }

  private cursorAfter<Row extends { id: string }>(plan: ListPlan<Row>, rows: Row[], limit: number): string | null {
    const last = rows[limit - 1];
    if (rows.length <= limit || !last) return null;
    const value = plan.valueOf(last);
    return this.cursors.write({
      order: orderOf(plan),
      value: value instanceof Date ? value.toISOString() : value,
      id: last.id,
    });
  }
}

/**
 * The statement of a page. With several alternatives each one is searched in the list's order by its own index, and only
 * the first rows of each are merged: an OR over them would read and sort all.
 */
function statementOf(plan: ListPlan<never>, direction: 'ASC' | 'DESC', rows: number): string {
  const { columns, from, keysFrom = from, where, sortBy, id } = plan;
  const page = (by: string, key: string): string => `ORDER BY ${by} ${direction}, ${key} ${direction} LIMIT ${rows}`;
  const all = where.parts.join(' AND ');
  const select = `SELECT ${columns} FROM ${from} WHERE`;
  if (where.alternatives.length < 2 && where.throughs.length === 0)
    return `${select} ${[...where.alternatives.map((way) => `(${way})`), all].join(' AND ')} ${page(sortBy, id)}`;
  const keys = (way: string): string =>
    `SELECT ${id} AS id, ${sortBy} AS sorted FROM ${keysFrom} WHERE (${way}) AND ${all} ${page(sortBy, id)}`;
  const ways = [
    ...where.alternatives.map((way) => `(${keys(way)})`),
    ...where.throughs.map(
      ({ source, way }) => `(SELECT k.id, k.sorted FROM ${source} CROSS JOIN LATERAL (${keys(way)}) AS k)`,
    ),
  ];
  return `${select} ${id} IN (SELECT id FROM (${ways.join(' UNION ')}) AS ways ${page('sorted', 'id')}) ${page(sortBy, id)}`;
}

/** What a cursor is bound to: a place in one list says nothing about another. */
function orderOf({ id, sort }: Pick<ListPlan<never>, 'id' | 'sort'>): string {
  return `${id} ${sort}`;
}

/** Each combination of filters is one prepared statement; there are few, because filters are on an allow-list. */
function nameOf(text: string): string {
  return `list_${createHash('md5').update(text).digest('hex')}`;
}
