import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertEach, type Insertion, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import type { LockedEquipment, Occupancy, OccupancyKind } from './occupancy';
import type { Period } from './open-hours';

/** A place that a subject takes for a time, buffers included. */
export interface Claim {
  readonly resourceId: string;
  readonly place: number;
  readonly period: Period;
}

/** Who takes places: a booking or a closure of a provider. */
export interface Taker {
  readonly providerId: string;
  readonly kind: OccupancyKind;
  readonly bookingId?: string;
  readonly closureId?: string;
  readonly expiresAt?: Date | null;
}

/**
 * With the prices of today, so that a booking needs no second question. One by one: of a list of unknown length
 * PostgreSQL makes a new plan each time, which costs as much as the lock.
 */
const LOCK = `
  SELECT e.id, e.provider_id AS "providerId", e.inner_no AS "innerNo", e.name, e.name_en AS "nameEn", e.state, e.modes, e.open_rule AS "openRule",
         e.calibration_valid_until AS "calibrationValidUntil",
         (SELECT prices FROM equipment_tariffs t
          WHERE t.equipment_id = e.id AND t.effective_from <= $2 AND (t.effective_to >= $2) IS NOT FALSE) AS prices
  FROM equipment e WHERE e.id = $1 FOR NO KEY UPDATE OF e`;

/** One by one, too: `resource_id = ANY` is no condition that a GiST index knows, it would read all of the provider's. */
const SURVEY = `
  SELECT wanted.id AS "resourceId", o.id, o.place, o.kind, lower(o.during) AS "from", upper(o.during) AS "to",
         o.kind = 'hold' AND o.expires_at <= $4 AS "isOver",
         EXISTS (SELECT FROM occupancies h
                 WHERE h.resource_id = wanted.id AND h.kind = 'hold' AND h.expires_at <= $4) AS "hasOver",
         (SELECT count(*)::int FROM equipment_bookings b
          WHERE b.booked_by_id = $6 AND b.id IS DISTINCT FROM $7 AND wanted.id = ANY (b.equipment_ids)
            AND b.state IN ('draft', 'pending_approval', 'approved', 'in_use')
            AND (b.hold_expires_at > $4) IS NOT FALSE) AS open
  FROM equipment wanted LEFT JOIN LATERAL (
    SELECT * FROM occupancies
    WHERE provider_id = wanted.provider_id AND resource_id = wanted.id AND during && tstzrange(
      $2::timestamptz - make_interval(mins => $5 * (wanted.open_rule ->> 'bufferBeforeMinutes')::int),
      $3::timestamptz + make_interval(mins => $5 * (wanted.open_rule ->> 'bufferAfterMinutes')::int)) OFFSET 0) AS o ON true
  WHERE wanted.id = $1`;

/** What stands on equipment within a time. */
export interface Survey {
  readonly taken: readonly Occupancy[];
  /** How many bookings somebody has open on each piece. */
  readonly open: ReadonlyMap<string, number>;
}

/** A booking that looks for its time. */
export interface Seeking extends Period {
  readonly bookedById: string;
  /** Does not count as one of the open bookings; null before it is one. */
  readonly bookingId: string | null;
}

/** An occupancy; without id: none is on this equipment. */
type Surveyed = Occupancy & { id: string | null; isOver: boolean | null; hasOver: boolean; open: number };

/**
 * The one door to the table of what is taken. Whoever adds to it first locks the equipment in id order, so that nobody
 * meets the EXCLUDE constraint: the constraint is the law, the lock is the road.
 */
@Injectable()
export class OccupancyService {
  constructor(private readonly clock: Clock) {}

  /** Locks equipment in id order; what does not exist is left out. */
  async lock(tx: Tx, ids: readonly string[]): Promise<LockedEquipment[]> {
    const today = this.clock.today();
    return (await Promise.all([...ids].sort().map((id) => tx.sql<LockedEquipment>(LOCK, [id, today])))).flat();
  }

  /** What is taken on locked equipment within a period; holds there that have expired are dropped. */
  async taken(tx: Tx, equipment: readonly { id: string }[], period: Period): Promise<readonly Occupancy[]> {
    const ids = equipment.map(({ id }) => id);
    return (await this.survey(tx, ids, period)).taken;
  }

  /**
   * The same within the buffers of each, for a booking that looks for its time. To be sent behind {@link lock}, whose
   * answer it need not wait for: PostgreSQL begins it under the lock, so that nobody slips in beside what it finds.
   */
  async survey(tx: Tx, ids: readonly string[], { from, to, ...seeking }: Period | Seeking): Promise<Survey> {
    const { bookedById, bookingId } = { bookedById: null, bookingId: null, ...seeking };
    const isBuffered = bookedById === null ? 0 : 1;
    const values = [new Date(from), new Date(to), this.clock.now(), isBuffered, bookedById, bookingId];
    const rows = (await Promise.all(ids.map((id) => tx.sql<Surveyed>(SURVEY, [id, ...values])))).flat();
    const holding = rows.filter(({ hasOver }) => hasOver).map(({ resourceId }) => resourceId);
    if (holding.length > 0) {
      await tx.sql(`DELETE FROM occupancies WHERE resource_id = ANY($1) AND kind = 'hold' AND expires_at <= $2`, [
        holding,
        this.clock.now(),
      ]);
    }
    return {
      taken: rows.filter(({ id, isOver }) => id !== null && !isOver),
      open: new Map(rows.map(({ resourceId, open }) => [resourceId, open])),
    };
  }

  /** Takes places on locked equipment: all of them or, by the constraint, none. */
  take(tx: Tx, taker: Taker, claims: readonly Claim[]): void {
    insertEach(tx, occupying(taker, claims));
  }

  /** A draft's unexpired hold becomes what the booking is now. @returns whether it held places until now */
  async keep(tx: Tx, bookingId: string, kind: 'pending' | 'confirmed'): Promise<boolean> {
    const kept = await tx.sql(
      `UPDATE occupancies SET kind = $2, expires_at = NULL
       WHERE booking_id = $1 AND (kind <> 'hold' OR expires_at > $3) RETURNING id`,
      [bookingId, kind, this.clock.now()],
    );
    return kept.length > 0;
  }

  /** Gives back whatever a booking or closure has taken. Locks the equipment: others drop expired holds under that lock. */
  async release(tx: Tx, { id, equipmentIds }: { id: string; equipmentIds: readonly string[] }): Promise<void> {
    await tx.sql('SELECT FROM equipment WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [equipmentIds]);
    await tx.sql('DELETE FROM occupancies WHERE booking_id = $1 OR closure_id = $1', [id]);
  }

  /** Use has ended early: the rest of the time, but for the buffer behind it, is free again. */
  async shorten(tx: Tx, bookingId: string, endedAt: Date): Promise<void> {
    await tx.sql(
      `UPDATE occupancies o SET during = tstzrange(lower(during), greatest(lower(during) + interval '1 minute', least(
         upper(during), $2::timestamptz + make_interval(mins => (e.open_rule ->> 'bufferAfterMinutes')::int))))
       FROM equipment e WHERE e.id = o.resource_id AND o.booking_id = $1`,
      [bookingId, endedAt],
    );
  }
}

/** The rows of places that are taken; for who is born with them. */
export function occupying(taker: Taker, claims: readonly Claim[]): Insertion {
  const { providerId, kind, bookingId = null, closureId = null, expiresAt = null } = taker;
  const shared = { provider_id: providerId, kind, booking_id: bookingId, closure_id: closureId, expires_at: expiresAt };
  const rows = claims.map(({ resourceId, place, period: { from, to } }) => {
    const during = `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
    return { id: newId(), resource_id: resourceId, place, during, ...shared };
  });
  return { table: 'occupancies', rows };
}
