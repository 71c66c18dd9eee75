import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { type Rate, type RatingResponse, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import { OccupancyService } from '../calendar/occupancy.service';
import { Equipment } from '../directory/equipment.entity';
import { cancelDeadline } from './booking-facts';
import type { ApproveBooking } from './booking.dto';
import type { EquipmentBooking } from './booking.entity';
import { bookingLife, EQUIPMENT_BOOKING } from './booking.life';
import { partiesOf } from './booking.policy';

/** When there is something to judge. */
const RATEABLE = ['settled', 'closed'];

/** What becomes of a booking before and after its use; {@link BookingEntryService} makes it. */
@Injectable()
export class BookingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly occupancies: OccupancyService,
    private readonly ratings: RatingService,
  ) {}

  /** The manager may say what class of user it is; people of the provider stay internal. */
  approve(actor: Actor, id: string, { userClass }: ApproveBooking): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'approve' }, async (tx, booking) => {
      grantClass(booking, userClass);
      await this.occupancies.keep(tx, booking.id, 'confirmed');
      return { details: { userClass: booking.userClass } };
    });
  }

  reject(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'reject' }, (tx, booking) =>
      this.giveBack(tx, booking, reason),
    );
  }

  /** @throws DomainError equipment.cancel_deadline_passed for an approved booking */
  cancel(actor: Actor, id: string, reason?: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'cancel' }, async (tx, booking) => {
      if (booking.state === 'approved') await this.assertInTime(tx, booking);
      return this.giveBack(tx, booking, reason ?? null);
    });
  }

  /** The provider cannot keep its word, at any time. */
  breakDown(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'break_down' }, (tx, booking) =>
      this.giveBack(tx, booking, reason),
    );
  }

  close(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'close' }, () => undefined);
  }

  /** 好差评 by those who were served, once everything is settled; the booking is then done. */
  rate(actor: Actor, id: string, rate: Rate): Promise<RatingResponse> {
    return this.transactions.run(async (tx) => {
      const booking = await this.lifecycle.visible(tx, bookingLife, actor, id);
      if (!partiesOf(actor, booking).has('requester')) {
        throw new DomainError('workflow.not_a_party', { event: 'rate', parties: ['requester'] });
      }
      const { state, providerId: ratedOrganisationId, statementIssuedAt, endedAt } = booking;
      if (!RATEABLE.includes(state)) {
        throw new DomainError('workflow.wrong_state', { event: 'rate', state, from: RATEABLE, openEvents: [] });
      }
      // The service ends with its statement: before it, nothing can be settled.
      const subject = { kind: EQUIPMENT_BOOKING, id, ratedOrganisationId, endedAt: statementIssuedAt ?? endedAt };
      const rating = await this.ratings.rate(tx, actor, subject, rate);
      if (state === 'settled') await this.lifecycle.cause(tx, bookingLife, booking, { event: 'conclude', by: actor });
      return toRatingResponse(rating);
    });
  }

  private async assertInTime(tx: Tx, { equipmentIds, startsAt }: EquipmentBooking): Promise<void> {
    const equipment = await tx.manager.findBy(Equipment, { id: In(equipmentIds) });
    const deadlineAt = cancelDeadline(
      startsAt,
      equipment.map(({ openRule }) => openRule),
    );
    if (this.clock.now() > deadlineAt) {
      throw new DomainError('equipment.cancel_deadline_passed', { deadlineAt: deadlineAt.toISOString() });
    }
  }

  private async giveBack(tx: Tx, booking: EquipmentBooking, reason: string | null): Promise<{ note: string | null }> {
    Object.assign(booking, { reason, holdExpiresAt: null });
    await this.occupancies.release(tx, booking);
    return { note: reason };
  }
}

/** Somebody from outside may be a partner or a small enterprise; that is the provider's knowledge. */
export function grantClass(booking: EquipmentBooking, userClass: EquipmentBooking['userClass'] | undefined): void {
  if (userClass && booking.userClass !== 'internal') booking.userClass = userClass;
}
