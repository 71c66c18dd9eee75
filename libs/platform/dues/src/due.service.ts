import { Injectable } from '@nestjs/common';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { type DueKind, DueKinds } from './due-kind';

/** What of a due follows from its subject. */
const DERIVED = ['label', 'organisation_id', 'institution_id', 'district_code', 'rule', 'is_in_hand'];
const FACTS = [...DERIVED, 'action_rel', 'action_href'];
const SUBJECTS = 's.id = ANY($2::uuid[])';

const listOf = (alias: string): string => FACTS.map((column) => `${alias}.${column}`).join(', ');

const inForce = (rule: string): string =>
  `$1::date BETWEEN ${rule}.effective_from AND coalesce(${rule}.effective_to, 'infinity')`;

/** Gives `$1` its type where a kind does not ask for the day. */
const DAY = 'day AS (SELECT $1::date AS day)';

/** Whether the subject of `was` has had done what it no longer has to. */
const DONE = ({ table, settled }: DueKind): string =>
  settled ? `EXISTS (SELECT FROM ${table} s WHERE s.id = was.subject_id AND ${settled})` : 'false';

/** Closes what is no longer computed: settled by a later day, or dropped. `$3` now, `$4` type. */
const CLOSE = (kind: DueKind): string => `
  WITH ${DAY}, computed AS MATERIALIZED (${kind.computed(SUBJECTS)})
  UPDATE dues d SET state = CASE WHEN c.due_on > was.due_on OR ${DONE(kind)} THEN 'settled' ELSE 'dropped' END, is_in_hand = false,
    closed_at = $3, updated_at = $3
  FROM dues was LEFT JOIN computed c ON c.subject_id = was.subject_id AND c.kind = was.kind
  WHERE d.id = was.id AND was.state = 'open' AND was.subject_type = $4 AND was.subject_id = ANY($2::uuid[])
    AND c.due_on IS DISTINCT FROM was.due_on`;

/**
 * Opens what is computed. `$5` is how ids of this moment begin: new rows stand together in every index, instead of one on
 * each page of it. `$6` the first day on which anybody may be reminded, if any is set.
 */
const OPEN = (kind: DueKind): string => `
  INSERT INTO dues AS d (id, subject_type, subject_id, kind, due_on, ${FACTS.join(', ')}, state, remind_on, created_at, updated_at)
  SELECT ($5 || substr(gen_random_uuid()::text, 16))::uuid, $4::text, c.subject_id, c.kind, c.due_on, ${listOf('c')}, 'open', greatest($6::date, c.due_on + coalesce(
      (SELECT min(rung) FROM unnest(k.rungs) AS rung),
      (SELECT min(rung) FROM due_reminder_rules r CROSS JOIN unnest(r.rungs) AS rung WHERE ${inForce('r')}))::int),
    $3::timestamptz, $3::timestamptz
  FROM (${kind.computed(SUBJECTS)}) AS c LEFT JOIN due_kind_rules k ON k.kind = c.kind AND ${inForce('k')}`;

/** Opens it or keeps it as computed. A due that comes back is reminded of again where its ladder stood. */
const OPEN_OR_KEEP = (kind: DueKind): string => `${OPEN(kind)}
  ON CONFLICT (subject_id, kind, due_on) DO UPDATE
    SET (${FACTS.join(', ')}, state, closed_at, updated_at) = (${listOf('excluded')}, 'open', NULL, $3::timestamptz)
    WHERE (${listOf('d')}, d.state) IS DISTINCT FROM (${listOf('excluded')}, 'open')`;

/** Subjects of a range of ids (`$2`, `$3`] whose dues are not as computed. `$4` type. */
const STALE = (kind: DueKind): string => `
  WITH ${DAY}, computed AS MATERIALIZED (${kind.computed('s.id > $2::uuid AND s.id <= $3::uuid')}),
  known AS MATERIALIZED (
    SELECT * FROM dues WHERE subject_id > $2::uuid AND subject_id <= $3::uuid AND subject_type = $4 AND state = 'open')
  SELECT DISTINCT coalesce(c.subject_id, d.subject_id) AS id
  FROM computed c FULL JOIN known d ON d.subject_id = c.subject_id AND d.kind = c.kind AND d.due_on = c.due_on
  WHERE (${listOf('c')}) IS DISTINCT FROM (${listOf('d')})`;

/** Keeps the dues as the rules of the lines compute them. */
@Injectable()
export class DueService {
  constructor(
    private readonly clock: Clock,
    private readonly kinds: DueKinds,
  ) {}

  /**
   * The base of these subjects has changed: their dues follow at once. Locks the subjects; what the caller has written
   * counts. Sent in one piece: PostgreSQL begins each statement under the lock of the first.
   */
  async follow(tx: Tx, subjectType: string, subjectIds: readonly string[]): Promise<void> {
    if (subjectIds.length === 0) return;
    const kind = this.kinds.of(subjectType);
    const ids = [...new Set(subjectIds)];
    const values = [this.clock.today(), ids, this.clock.now(), subjectType];
    await Promise.all([
      tx.sql(`SELECT id FROM ${kind.table} WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`, [ids]),
      tx.sql(CLOSE(kind), values),
      tx.sql(OPEN_OR_KEEP(kind), [...values, idBeginning(), null]),
    ]);
  }

  /**
   * The dues of subjects that were born in this transaction and are not followed in it: nobody else has seen them, so that
   * nothing is locked, and they have no dues yet. Whoever enters something knows today what falls due of it, and is reminded from
   * tomorrow on. Not awaited, and not sent before the end: nothing in this transaction may read them.
   */
  begin(tx: Tx, subjectType: string, subjectIds: readonly string[]): void {
    if (subjectIds.length === 0) return;
    const today = this.clock.today();
    const values = [today, subjectIds, this.clock.now(), subjectType, idBeginning(), addDays(today, 1)];
    tx.sendLater(OPEN(this.kinds.of(subjectType)), values);
  }

  /** Computes the dues of all subjects of a range of ids; only those that are not as computed are locked and written. */
  async refresh(tx: Tx, subjectType: string, { after, upTo }: { after: string; upTo: string }): Promise<void> {
    const values = [this.clock.today(), after, upTo, subjectType];
    const stale = await tx.sql<{ id: string }>(STALE(this.kinds.of(subjectType)), values);
    await this.follow(
      tx,
      subjectType,
      stale.map(({ id }) => id),
    );
  }
}

/** Time and version of a UUIDv7, up to what is random of it. */
function idBeginning(): string {
  return newId().slice(0, 15);
}
