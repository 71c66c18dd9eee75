import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { DomainError } from '@nqi/shared/errors';
import type { Equipment } from '../directory/equipment.entity';
import { TariffService } from '../tariffs/tariff.service';
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

/** What a booking will cost when it is used as booked, by the prices of today. */
@Injectable()
export class FeeEstimateService {
  constructor(
    private readonly clock: Clock,
    private readonly tariffs: TariffService,
  ) {}

  /** @throws DomainError equipment.not_priced where a mode that is offered has no price in force */
  async of(booking: Booked, equipment: readonly Equipment[]): Promise<number> {
    const { mode, userClass, startsAt, endsAt } = booking;
    const tariffs = await this.tariffs.inForce(
      equipment.map(({ id }) => id),
      this.clock.today(),
    );
    const minutes = Math.max(0, (endsAt.getTime() - startsAt.getTime()) / 60_000);
    const fees = equipment.map((one) => {
      const prices = pricesFor(tariffs.get(one.id) ?? {}, userClass);
      if (one.modes.includes(mode) && !isPriced(prices, mode)) throw notPriced(one);
      const names = { zh: one.name, en: one.nameEn ?? one.name };
      const use = { equipment: names, mode, minutes, slotMinutes: one.openRule.slotMinutes };
      return totalOf(usageFee(prices, { ...use, samples: booking.samples ?? 0 }));
    });
    return Math.min(
      LARGEST_FEN,
      fees.reduce((sum, fee) => sum + fee, 0),
    );
  }
}

export function notPriced({ id: equipmentId, name }: Pick<Equipment, 'id' | 'name'>): DomainError {
  return new DomainError('equipment.not_priced', { name, equipmentId });
}
