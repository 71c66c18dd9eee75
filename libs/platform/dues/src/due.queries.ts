import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { Lists, type Page } from '@nqi/shared/http';
import { DueKinds } from './due-kind';
import { visibleTo } from './due-scope';
import type { BoardQuery, DueBoardRow, DueQuery } from './due.dto';
import { Due, type DueState } from './due.entity';

/** Rows are kinds times districts; the limit is far beyond those of a province. */
const BOARD = `
  SELECT d.district_code AS "districtCode", d.kind, count(*) FILTER (WHERE d.due_on < $1)::int AS overdue,
    count(*) FILTER (WHERE d.due_on < $1 AND d.is_in_hand)::int AS "overdueInHand",
    count(*) FILTER (WHERE d.due_on >= $1 AND d.due_on <= $2)::int AS "within30Days",
    count(*) FILTER (WHERE d.due_on >= $1)::int AS "within90Days"
  FROM dues d
  WHERE d.state = 'open' AND d.due_on <= $3 AND d.kind <> ALL($7) AND ($4::text IS NULL OR d.kind = $4)
    AND ($5::text IS NULL OR d.district_code = $5) AND ($6::text[] IS NULL OR d.district_code LIKE ANY($6))
  GROUP BY d.district_code, d.kind ORDER BY d.district_code, d.kind LIMIT 2000`;

/** Written out: open dues have an index of their own, which is used where the statement says that it is they. */
const IN_STATE: Readonly<Record<DueState, string>> = {
  open: `d.state = 'open'`,
  settled: `d.state = 'settled'`,
  dropped: `d.state = 'dropped'`,
};

@Injectable()
export class DueQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: DueKinds,
  ) {}

  list(actor: Actor, query: DueQuery): Promise<Page<Due>> {
    const today = this.clock.today();
    const where = visibleTo(actor, today, this.kinds.betweenParties)
      .add(IN_STATE[query.state ?? 'open'])
      .addIf(query.kind, 'd.kind = ?')
      .addIf(query.subjectType, 'd.subject_type = ?')
      .addIf(query.subjectId, 'd.subject_id = ?')
      .addIf(query.organisationId, 'd.organisation_id = ?')
      .addIf(query.districtCode, 'd.district_code = ?')
      .addIf(query.isInHand, 'd.is_in_hand = ?')
      .addIf(query.dueFrom, 'd.due_on >= ?')
      .addIf(query.dueTo, 'd.due_on <= ?');
    if (query.isOverdue) where.add(query.isOverdue === 'true' ? 'd.due_on < ?' : 'd.due_on >= ?', today);
    return this.lists.page<Due>({
      columns: this.reads.columns(Due, 'd'),
      from: 'dues d',
      where,
      page: query,
      sort: query.sort ?? 'dueOn',
      sortBy: 'd.due_on',
      id: 'd.id',
      valueOf: ({ dueOn }) => dueOn,
    });
  }

  /** How many dues are past and near in each district that the actor supervises, or in all of them. */
  board(actor: Actor, { kind, districtCode }: BoardQuery): Promise<DueBoardRow[]> {
    const today = this.clock.today();
    // A regulator without a district supervises none.
    const patterns = actor.roles.has('operator') ? null : regulatedPrefixes(actor).map((prefix) => `${prefix}%`);
    const days = [today, addDays(today, 30), addDays(today, 90)];
    // Planned for these very districts: a prepared plan expects a few dues, and sorts a hundred thousand on disk.
    const values = [...days, kind ?? null, districtCode ?? null, patterns, this.kinds.betweenParties];
    return this.transactions.manager.query<DueBoardRow[]>(BOARD, values);
  }
}
