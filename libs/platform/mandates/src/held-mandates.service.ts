import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, type Tx } from '@nqi/shared/database';
import { covers, live } from './live-mandates';
import type { MandateScope } from './mandate.entity';
import { MandateKinds } from './mandate-kind';

/** Something that a mandate may cover, and whose it is. */
export interface MandateSubject {
  readonly subjectId: string;
  readonly mandatorId: string;
}

/** A live mandate, as far as it decides what its holder may do. */
export interface HeldMandate {
  readonly id: string;
  readonly scopes: ReadonlySet<MandateScope>;
}

type Found = { id: string; scopes: MandateScope[] };

const OVER = (lock: string): string => `
  WITH m AS MATERIALIZED (
    SELECT m.id, m.mandator_id, m.covers_all, m.scopes FROM mandates m
    WHERE m.holder_id = $1 AND m.kind = $2 AND ${live('$3')} AND m.mandator_id = ANY($5::uuid[]) ${lock})
  SELECT subject.id AS "subjectId", m.id, m.scopes
  FROM unnest($4::uuid[], $5::uuid[]) AS subject(id, mandator_id)
  JOIN m ON m.mandator_id = subject.mandator_id AND ${covers('subject.id')}`;
const READ = OVER('');
// Shared, so that batches do not wait for each other; who revokes waits for those that have begun.
const LOCKED = OVER('ORDER BY m.id FOR SHARE');

const SUBJECTS = `
  SELECT m.mandator_id AS "mandatorId", s.subject_id AS "subjectId" FROM mandates m
  LEFT JOIN mandate_subjects s ON s.mandate_id = m.id AND NOT m.covers_all
  WHERE m.holder_id = $1 AND m.kind = $2 AND ${live('$3')} AND (m.covers_all OR s.subject_id IS NOT NULL)`;

/**
 * What organisations may do for others today. Inside a transaction that acts on the ground of it a mandate is locked, after
 * the subjects and the records that are acted upon: mandates come last, so that no two transactions wait for each other.
 */
@Injectable()
export class HeldMandates {
  constructor(
    private readonly clock: Clock,
    private readonly reads: PreparedReads,
    private readonly kinds: MandateKinds,
  ) {}

  /** By subject, the one live mandate of the actor's organisation over it; over the own ones there is none. */
  async over(
    actor: Actor,
    kind: string,
    subjects: readonly MandateSubject[],
    tx?: Tx,
  ): Promise<Map<string, HeldMandate>> {
    const foreign = subjects.filter(({ mandatorId }) => mandatorId !== actor.organisationId);
    if (foreign.length === 0 || !this.kinds.mayHold(actor)) return new Map();
    const values = [
      ...[actor.organisationId, kind, this.clock.today()],
      ...[foreign.map(({ subjectId }) => subjectId), foreign.map(({ mandatorId }) => mandatorId)],
    ];
    const rows = tx
      ? await tx.sql<Found & { subjectId: string }>(LOCKED, values)
      : await this.reads.rows<Found & { subjectId: string }>({ name: 'mandates_over', text: READ }, values);
    return new Map(rows.map((row) => [row.subjectId, toHeld(row)]));
  }

  /** Every subject of a kind that the actor's organisation holds a live mandate over; null: all of the mandator. */
  async heldBy(actor: Actor, kind: string): Promise<{ mandatorId: string; subjectId: string | null }[]> {
    if (!this.kinds.mayHold(actor)) return [];
    return this.reads.rows({ name: 'mandates_held', text: SUBJECTS }, [actor.organisationId, kind, this.clock.today()]);
  }

  /** What the actor's organisation may do with one subject. */
  async scopes(actor: Actor, kind: string, subject: MandateSubject, tx?: Tx): Promise<ReadonlySet<MandateScope>> {
    const held = await this.over(actor, kind, [subject], tx);
    return held.get(subject.subjectId)?.scopes ?? new Set();
  }

  /** Those of the mandates that are live, locked. */
  async live(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, HeldMandate>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const rows = await tx.sql<Found>(
      `SELECT m.id, m.scopes FROM mandates m WHERE m.id = ANY($1) AND ${live('$2')} ORDER BY m.id FOR SHARE`,
      [wanted, this.clock.today()],
    );
    return new Map(rows.map((row) => [row.id, toHeld(row)]));
  }

  /** Remembers that these organisations let the holder act: they may read what it rested on. */
  async reliedOn(tx: Tx, pairs: readonly { mandateId: string; organisationId: string }[]): Promise<void> {
    if (pairs.length === 0) return;
    await tx.sql(
      `INSERT INTO mandate_reliances (mandate_id, organisation_id)
       SELECT DISTINCT mandate_id, organisation_id FROM unnest($1::uuid[], $2::uuid[]) AS pair(mandate_id, organisation_id)
       ORDER BY mandate_id, organisation_id ON CONFLICT DO NOTHING`,
      [pairs.map(({ mandateId }) => mandateId), pairs.map(({ organisationId }) => organisationId)],
    );
  }
}

function toHeld({ id, scopes }: Found): HeldMandate {
  return { id, scopes: new Set(scopes) };
}
