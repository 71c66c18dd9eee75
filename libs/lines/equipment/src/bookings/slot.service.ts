import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { freePlace } from '../calendar/free-slots';
import { type LockedEquipment, toResource } from '../calendar/occupancy';
import { type Claim, OccupancyService } from '../calendar/occupancy.service';
import type { Period } from '../calendar/open-hours';
import { brokenRule, withBuffers } from '../calendar/open-rule';
import { RefusalService, type Wanted } from '../calendar/refusal.service';
import type { BookingMode } from '../fees/usage-fee';
import type { EquipmentBooking } from './booking.entity';

/** What is asked of the calendar. */
type Asked = Pick<EquipmentBooking, 'id' | 'equipmentIds' | 'mode' | 'bookedById' | 'startsAt' | 'endsAt'>;

/** Finds the time of a booking on all of its equipment, or says why not. */
@Injectable()
export class SlotService {
  constructor(
    private readonly clock: Clock,
    private readonly occupancies: OccupancyService,
    private readonly refusals: RefusalService,
  ) {}

  /**
   * Locks the equipment of one provider. @param limit pieces that a booking may hold
   * @throws DomainError equipment.too_many_resources, equipment.unknown_equipment, equipment.mixed_providers
   */
  async lock(tx: Tx, ids: readonly string[], limit: number): Promise<[LockedEquipment, ...LockedEquipment[]]> {
    if (ids.length > limit) throw new DomainError('equipment.too_many_resources', { limit });
    const equipment = (await this.occupancies.lock(tx, ids)).filter(({ state }) => state !== 'retired');
    const [first, ...others] = equipment;
    if (!first || equipment.length !== ids.length) {
      const unknown = ids.filter((id) => equipment.every((one) => one.id !== id));
      throw new DomainError('equipment.unknown_equipment', { equipmentIds: unknown });
    }
    if (others.some(({ providerId }) => providerId !== first.providerId)) {
      throw new DomainError('equipment.mixed_providers');
    }
    return [first, ...others];
  }

  /**
   * A free place on each of the locked equipment.
   * @throws DomainError equipment.slot_taken and whatever the opening rules say, with the next free slots
   */
  async find(
    tx: Tx,
    actor: Actor,
    { booking, equipment }: { booking: Asked; equipment: readonly LockedEquipment[] },
  ): Promise<Claim[]> {
    const period = { from: booking.startsAt.getTime(), to: booking.endsAt.getTime() };
    const wanted = { equipment, period };
    await this.assertAllowed(tx, wanted, booking.mode);
    return this.places(tx, actor, wanted, booking);
  }

  private async places(tx: Tx, actor: Actor, wanted: Wanted, booking: Asked): Promise<Claim[]> {
    const { equipment, period } = wanted;
    const { taken, open } = await this.occupancies.survey(tx, equipment, widest(equipment, period), booking);
    assertFew(equipment, open);
    const claims: Claim[] = [];
    for (const one of equipment) {
      const place = freePlace(toResource(one, taken), period);
      if (place === 0) throw await this.refusals.taken(tx, actor, wanted, one);
      claims.push({ resourceId: one.id, place, period: withBuffers(one.openRule, period) });
    }
    return claims;
  }

  private async assertAllowed(tx: Tx, wanted: Wanted, mode: BookingMode): Promise<void> {
    const now = this.clock.now().getTime();
    for (const one of wanted.equipment) {
      assertOffered(one, mode);
      const code = brokenRule(one.openRule, wanted.period, now);
      if (code) throw await this.refusals.against(tx, code, wanted, one);
    }
  }
}

function assertFew(equipment: readonly LockedEquipment[], open: ReadonlyMap<string, number>): void {
  for (const { id: equipmentId, name, openRule } of equipment) {
    const limit = openRule.maxOpenBookings;
    if ((open.get(equipmentId) ?? 0) >= limit) {
      throw new DomainError('equipment.too_many_open_bookings', { name, equipmentId, limit });
    }
  }
}

function assertOffered({ id: equipmentId, name, state, modes }: LockedEquipment, mode: BookingMode): void {
  if (state === 'maintenance') throw new DomainError('equipment.under_maintenance', { name, equipmentId });
  if (!modes.includes(mode)) throw new DomainError('equipment.mode_not_offered', { name, equipmentId, modes });
}

/** Everything within the buffers of any of them. */
function widest(equipment: readonly LockedEquipment[], period: Period): Period {
  const needed = equipment.map(({ openRule }) => withBuffers(openRule, period));
  return { from: Math.min(...needed.map(({ from }) => from)), to: Math.max(...needed.map(({ to }) => to)) };
}
