import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { type Charge, type PaymentKind, PaymentKinds } from '@nqi/platform/payments';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In, IsNull, Not } from 'typeorm';
import { EquipmentBooking } from '../bookings/booking.entity';
import { bookingLife, EQUIPMENT_BOOKING } from '../bookings/booking.life';
import { owesNothing } from './priced-use';

/** The fee of bookings; payable from the day on which the usage statement is out. */
@Injectable()
export class BookingFeeKind implements PaymentKind, OnModuleInit {
  readonly name = EQUIPMENT_BOOKING;

  constructor(
    private readonly kinds: PaymentKinds,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  lock(tx: Tx, bookingIds: readonly string[]): Promise<void> {
    return this.lifecycle.lock(tx, bookingLife, bookingIds);
  }

  async charges(tx: Tx, actor: Actor, bookingIds: readonly string[]): Promise<Charge[]> {
    const waiting = { state: 'fee_pending' as const, statementIssuedAt: Not(IsNull()) };
    const bookings = await tx.manager.findBy(EquipmentBooking, { id: In([...bookingIds]), ...waiting });
    return bookings
      .filter(({ organisationId, providerId }) => [organisationId, providerId].includes(actor.organisationId))
      .filter((booking) => !owesNothing(booking))
      .map(toCharge);
  }

  async settled(tx: Tx, bookingIds: readonly string[], by: Author): Promise<void> {
    const bookings = await tx.manager.find(EquipmentBooking, {
      where: { id: In([...bookingIds]) },
      order: { id: 'ASC' },
    });
    for (const booking of bookings) await this.lifecycle.cause(tx, bookingLife, booking, { event: 'settle', by });
  }
}

function toCharge({ id, number, organisationId, providerId, feeFen, feeLines }: EquipmentBooking): Charge {
  return {
    ...{ subjectId: id, label: number ?? id, payerId: organisationId, payeeId: providerId },
    ...{ chargeNature: 'operational', amountFen: feeFen ?? 0, lines: feeLines ?? [] },
  };
}
