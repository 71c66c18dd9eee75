import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { startWindow } from '../bookings/booking-facts';
import type { EquipmentBooking } from '../bookings/booking.entity';
import { bookingLife } from '../bookings/booking.life';
import { OccupancyService } from '../calendar/occupancy.service';
import { EquipmentRulesService } from '../rules/equipment-rules.service';
import { EquipmentUsage } from './usage.entity';
import { UseBeforeQueries } from './use-before.queries';

/**
 * 上机 and 下机. Whoever overruns pays for it and never moves the calendar: the next one cannot start on a machine that
 * is in use, and its time to start is counted from when the machine became free.
 */
@Injectable()
export class UsageService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly occupancies: OccupancyService,
    private readonly rules: EquipmentRulesService,
    private readonly before: UseBeforeQueries,
  ) {}

  /** Opens a usage record for each piece of equipment. @throws DomainError equipment.still_in_use, equipment.not_start_time */
  start(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'start' }, async (tx, booking) => {
      await this.occupancies.lock(tx, booking.equipmentIds);
      await this.assertStartable(tx, booking);
      booking.startedAt = this.clock.now();
      await this.open(tx, actor, booking, booking.startedAt);
    });
  }

  finish(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'finish' }, async (tx, booking) => {
      const endedAt = this.clock.now();
      booking.endedAt = endedAt;
      const effectiveMinutes = startedMinutes(booking.startedAt ?? endedAt, endedAt);
      const overrunMinutes = startedMinutes(booking.endsAt, endedAt);
      const ended = { endedAt, effectiveMinutes, overrunMinutes, updatedAt: endedAt };
      await tx.manager.update(EquipmentUsage, { bookingId: booking.id }, ended);
      await this.occupancies.shorten(tx, booking.id, endedAt);
      return { details: { effectiveMinutes, overrunMinutes } };
    });
  }

  private async assertStartable(tx: Tx, booking: EquipmentBooking): Promise<void> {
    const now = this.clock.now();
    const { inUse, freeFrom, isAnothers } = await this.before.of(tx, booking.id, now);
    const rule = await this.rules.on(this.clock.today());
    const early = isAnothers ? { ...rule, earlyStartMinutes: 0 } : rule;
    const { from, to } = startWindow(booking, early, freeFrom ?? undefined);
    if (now < from || now > to) {
      throw new DomainError('equipment.not_start_time', { from: from.toISOString(), to: to.toISOString() });
    }
    if (inUse) throw new DomainError('equipment.still_in_use', { ...inUse });
  }

  private async open(tx: Tx, { userId }: Actor, booking: EquipmentBooking, startedAt: Date): Promise<void> {
    const places = await tx.sql<{ equipmentId: string; place: number }>(
      'SELECT resource_id AS "equipmentId", place FROM occupancies WHERE booking_id = $1',
      [booking.id],
    );
    const { id: bookingId, providerId, organisationId, mode, userClass, purpose, samples } = booking;
    const common = {
      ...{ bookingId, providerId, organisationId, userId, mode, userClass, purpose, samples, startedAt },
      ...{ bookedFrom: booking.startsAt, bookedTo: booking.endsAt, createdAt: startedAt, updatedAt: startedAt },
    };
    await tx.manager.insert(
      EquipmentUsage,
      places.map((place) => ({ id: newId(), ...common, ...place })),
    );
  }
}

/** Minutes from one instant to another, the last one full; 0 when the other is earlier. */
function startedMinutes(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 60_000));
}
