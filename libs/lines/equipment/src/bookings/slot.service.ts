import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { freePlace } from '../calendar/free-slots';
import { type LockedEquipment, toResource } from '../calendar/occupancy';
import { type Claim, OccupancyService, type Survey } from '../calendar/occupancy.service';
import { brokenRule, withBuffers } from '../calendar/open-rule';
import { RefusalService, type Wanted } from '../calendar/refusal.service';
import type { BookingMode } from '../fees/usage-fee';
import type { EquipmentBooking } from './booking.entity';

/** Who looks for a time on which equipment. */
type Sought = Pick<EquipmentBooking, 'equipmentIds' | 'bookedById' | 'startsAt' | 'endsAt'>;
/** What the opening rules are asked. */
type Asked = Pick<EquipmentBooking, 'mode' | 'startsAt' | 'endsAt'>;

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

  /** What stands in the way of a booking; asked behind {@link lock}, without waiting for it. */
  survey(tx: Tx, sought: Sought, bookingId: string | null = null): Promise<Survey> {
    const { equipmentIds, bookedById, startsAt, endsAt } = sought;
    // Asked before the opening rules are: what ends before it begins is theirs to refuse.
    const period = { from: startsAt.getTime(), to: Math.max(startsAt.getTime(), endsAt.getTime()) };
    return this.occupancies.survey(tx, equipmentIds, { ...period, bookedById, bookingId });
  }

  /**
   * A free place on each of the locked equipment.
   * @throws DomainError equipment.slot_taken and whatever the opening rules say, with the next free slots
   */
  async find(
    tx: Tx,
    actor: Actor,
    { booking, equipment, survey }: { booking: Asked; equipment: readonly LockedEquipment[]; survey: Survey },
  ): Promise<Claim[]> {
    const period = { from: booking.startsAt.getTime(), to: booking.endsAt.getTime() };
    const wanted = { equipment, period };
    await this.assertAllowed(tx, wanted, booking.mode);
    return this.places(tx, actor, wanted, survey);
  }

  private async places(tx: Tx, actor: Actor, wanted: Wanted, { taken, open }: Survey): Promise<Claim[]> {
    const { equipment, period } = wanted;
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
      assertCalibrated(one, wanted);
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

/** Through the whole of the wanted time: what is measured with it afterwards could not be traced. */
function assertCalibrated({ id, name, calibrationValidUntil }: LockedEquipment, { period }: Wanted): void {
  if (calibrationValidUntil === null || cityDate(new Date(period.to - 1)) <= calibrationValidUntil) return;
  throw new DomainError('equipment.calibration_expired', { name, equipmentId: id, calibrationValidUntil });
}
