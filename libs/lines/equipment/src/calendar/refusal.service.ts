import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { freeSlots, SEARCHED_DAYS } from './free-slots';
import { knownBooking, type LockedEquipment, type OccupancyKind, toResource } from './occupancy';
import { OccupancyService } from './occupancy.service';
import { DAY_MS, MINUTE_MS, type Period } from './open-hours';
import { type BrokenRule, withBuffers } from './open-rule';

/** Something that stands in the way; whose it is only for the provider and for the organisation itself. */
export interface Blocker {
  equipmentId: string;
  kind: OccupancyKind;
  from: Date;
  to: Date;
  reason?: string;
  booking?: { id: string; number: string | null };
}

interface Row extends Blocker {
  bookingId: string | null;
  number: string | null;
  organisationId: string | null;
}

/** A wanted time on locked equipment. */
export interface Wanted {
  readonly equipment: readonly LockedEquipment[];
  readonly period: Period;
}

/** At most so many blockers are named: enough to see what it is about. */
const NAMED = 20;

/** Says no with what is in the way and what is free instead. */
@Injectable()
export class RefusalService {
  constructor(
    private readonly clock: Clock,
    private readonly occupancies: OccupancyService,
  ) {}

  /** No place is free on `refusing`, one of the wanted. */
  async taken(tx: Tx, actor: Actor, wanted: Wanted, refusing: LockedEquipment): Promise<DomainError> {
    const { id: equipmentId, name, openRule } = refusing;
    const blockedBy = await this.blockers(tx, actor, refusing, withBuffers(openRule, wanted.period));
    const free = await this.free(tx, wanted);
    return new DomainError('equipment.slot_taken', { name, equipmentId, blockedBy, freeSlots: free });
  }

  /** The opening rule of `refusing` does not allow the wanted time. */
  async against(tx: Tx, code: BrokenRule, wanted: Wanted, refusing: LockedEquipment): Promise<DomainError> {
    const { id: equipmentId, name, openRule } = refusing;
    const { slotMinutes, minMinutes, maxMinutes, noticeHours, maxDaysAhead } = openRule;
    const rule = { slotMinutes, minMinutes, maxMinutes, noticeHours, maxDaysAhead };
    return new DomainError(code, { name, equipmentId, ...rule, freeSlots: await this.free(tx, wanted) });
  }

  /** What stands within a period, as far as the actor may know. */
  async blockers(
    tx: Tx,
    actor: Actor,
    { id, providerId }: Pick<LockedEquipment, 'id' | 'providerId'>,
    { from, to, isOfBookings = false }: Period & { isOfBookings?: boolean },
  ): Promise<Blocker[]> {
    const rows = await tx.sql<Row>(
      `SELECT o.resource_id AS "equipmentId", o.kind, lower(o.during) AS "from", upper(o.during) AS "to", c.reason,
              b.id AS "bookingId", b.number, b.organisation_id AS "organisationId"
       FROM occupancies o LEFT JOIN equipment_bookings b ON b.id = o.booking_id
         LEFT JOIN equipment_closures c ON c.id = o.closure_id
       WHERE o.provider_id = $1 AND o.resource_id = $2 AND o.during && tstzrange($3, $4)
         AND NOT (o.kind = 'hold' AND o.expires_at <= $5) AND (o.kind <> 'closure' OR NOT $7)
       ORDER BY lower(o.during), o.place LIMIT $6`,
      [providerId, id, new Date(from), new Date(to), this.clock.now(), NAMED, isOfBookings],
    );
    return rows.map((row) => toBlocker(row, knownBooking(row, actor, providerId)));
  }

  private async free(tx: Tx, { equipment, period }: Wanted): Promise<{ startsAt: Date; endsAt: Date }[]> {
    const minutes = (period.to - period.from) / MINUTE_MS;
    const now = this.clock.now().getTime();
    const from = Math.max(period.from, now);
    const searched = { from: from - DAY_MS, to: from + (SEARCHED_DAYS + 8) * DAY_MS };
    const taken = await this.occupancies.taken(tx, equipment, searched);
    const resources = equipment.map((one) => toResource(one, taken));
    return freeSlots(resources, { from, minutes, now }).map((slot) => ({
      startsAt: new Date(slot.from),
      endsAt: new Date(slot.to),
    }));
  }
}

function toBlocker({ equipmentId, kind, from, to, reason }: Row, booking: Blocker['booking'] | null): Blocker {
  return { equipmentId, kind, from, to, ...(reason && { reason }), ...(booking && { booking }) };
}
