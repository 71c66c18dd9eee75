import { DomainError } from '@nqi/shared/errors';
import type { LockedEquipment } from '../calendar/occupancy';
import { type BookingMode, isPriced, pricesFor, totalOf, usageFee, type UserClass } from './usage-fee';

/** Facts of a booking that its price depends on. */
interface Booked {
  readonly mode: BookingMode;
  readonly userClass: UserClass;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly samples: number | null;
}

/** More than a bill can hold: a period so long is refused by the opening rule. */
const LARGEST_FEN = 2_000_000_000;

/**
 * What a booking will cost when it is used as booked, by the prices of today.
 * @throws DomainError equipment.not_priced where a mode that is offered has no price in force
 */
export function estimateOf(booking: Booked, equipment: readonly LockedEquipment[]): number {
  const { mode, userClass, startsAt, endsAt, samples } = booking;
  const minutes = Math.max(0, (endsAt.getTime() - startsAt.getTime()) / 60_000);
  const fees = equipment.map((one) => {
    const prices = pricesFor(one.prices ?? {}, userClass);
    if (one.modes.includes(mode) && !isPriced(prices, mode)) throw notPriced(one);
    const names = { zh: one.name, en: one.nameEn ?? one.name };
    const use = { equipment: names, mode, minutes, slotMinutes: one.openRule.slotMinutes, samples: samples ?? 0 };
    return totalOf(usageFee(prices, use));
  });
  return Math.min(
    LARGEST_FEN,
    fees.reduce((sum, fee) => sum + fee, 0),
  );
}

export function notPriced({ id: equipmentId, name }: { id: string; name: string }): DomainError {
  return new DomainError('equipment.not_priced', { name, equipmentId });
}
