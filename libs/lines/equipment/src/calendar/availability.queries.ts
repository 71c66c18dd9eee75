import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays, cityInstant, daysBetween } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { Equipment } from '../directory/equipment.entity';
import { canSee } from '../directory/equipment.policy';
import { freePeriods } from './free-slots';
import { knownBooking, type Occupancy, toResource } from './occupancy';
import type { Availability, AvailabilityQuery, BusyPeriod, FreePeriod } from './period.dto';

/** Days that one answer covers at most. */
const LONGEST_DAYS = 31;
const WEEK_DAYS = 7;

interface Row extends Occupancy {
  reason: string | null;
  bookingId: string | null;
  number: string | null;
  organisationId: string | null;
}

type Bookable = Pick<Equipment, 'id' | 'providerId' | 'openRule' | 'state'>;

const BOOKABLE = {
  name: 'equipment_bookable',
  text: 'SELECT id, provider_id AS "providerId", open_rule AS "openRule", state FROM equipment WHERE id = $1',
};

export const TAKEN = {
  name: 'equipment_availability',
  text: `SELECT o.resource_id AS "resourceId", o.place, o.kind, lower(o.during) AS "from", upper(o.during) AS "to",
           c.reason, b.id AS "bookingId", b.number, b.organisation_id AS "organisationId"
         FROM occupancies o LEFT JOIN equipment_bookings b ON b.id = o.booking_id
           LEFT JOIN equipment_closures c ON c.id = o.closure_id
         WHERE o.provider_id = $1 AND o.resource_id = $2 AND o.during && tstzrange($3, $4)
           AND NOT (o.kind = 'hold' AND o.expires_at <= $5)
         ORDER BY lower(o.during), o.place`,
};

/** The calendar of one piece of equipment. */
@Injectable()
export class AvailabilityQueries {
  constructor(
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError record.not_found; request.invalid when the days are not 1 to 31 in order */
  async of(actor: Actor, equipmentId: string, query: AvailabilityQuery): Promise<Availability> {
    const [equipment] = await this.reads.rows<Bookable>(BOOKABLE, [equipmentId]);
    if (!equipment || !canSee(actor, equipment)) throw new DomainError('record.not_found');
    const fromOn = query.from ?? this.clock.today();
    const toOn = query.to ?? addDays(fromOn, WEEK_DAYS - 1);
    assertDays(fromOn, toOn);
    const { id, providerId, openRule } = equipment;
    const [from, to] = [cityInstant(fromOn), cityInstant(addDays(toOn, 1))];
    const rows = await this.reads.rows<Row>(TAKEN, [providerId, id, from, to, this.clock.now()]);
    const earliest = Math.max(from.getTime(), this.clock.now().getTime());
    const free =
      equipment.state === 'open' ? freePeriods(toResource(equipment, rows), { from: earliest, to: to.getTime() }) : [];
    return {
      ...{ equipmentId: id, places: openRule.places, slotMinutes: openRule.slotMinutes, fromOn, toOn },
      busy: rows.map((row) => toBusy(row, knownBooking(row, actor, providerId))),
      free: free.map((period): FreePeriod => ({ startsAt: new Date(period.from), endsAt: new Date(period.to) })),
    };
  }
}

function assertDays(from: string, to: string): void {
  const days = daysBetween(from, to) + 1;
  if (days >= 1 && days <= LONGEST_DAYS) return;
  const code = days < 1 ? 'field.too_small' : 'field.too_large';
  throw new DomainError('request.invalid', { errors: [{ pointer: '/to', code }] });
}

function toBusy({ place, kind, from, to, reason }: Row, booking: BusyPeriod['booking']): BusyPeriod {
  return { place, kind, startsAt: from, endsAt: to, reason, booking };
}
