import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { OccupancyService } from '../calendar/occupancy.service';
import { EquipmentRulesService } from '../rules/equipment-rules.service';
import { UseBeforeQueries } from '../usage/use-before.queries';
import { startWindow } from './booking-facts';
import { EquipmentBooking } from './booking.entity';
import { bookingLife } from './booking.life';
import type { BookingEvent } from './booking.workflow';

const AT_ONCE = 100;

/**
 * Bookings whose time to start has passed: approved ones were missed, unless the use before them took all of their time;
 * drafts and those that nobody decided lapse. Also drops holds that have ended.
 */
@Injectable()
export class OverdueSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rules: EquipmentRulesService,
    private readonly occupancies: OccupancyService,
    private readonly before: UseBeforeQueries,
  ) {
    super();
  }

  async run(): Promise<void> {
    // Without waiting: whoever holds one of them under the lock of its equipment drops it anyway.
    await this.transactions.run((tx) =>
      tx.sql(
        `DELETE FROM occupancies WHERE id IN (
           SELECT id FROM occupancies WHERE kind = 'hold' AND expires_at <= $1 LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
        [this.clock.now()],
      ),
    );
    await this.transactions.run((tx) => this.settleOverdue(tx));
  }

  private async settleOverdue(tx: Tx): Promise<void> {
    const rule = await this.rules.on(this.clock.today());
    const now = this.clock.now();
    for (const booking of await this.overdue(tx, new Date(now.getTime() - rule.noShowMinutes * 60_000), now)) {
      const event = booking.state === 'approved' ? await this.outcome(tx, booking) : 'lapse';
      if (!event) continue;
      booking.holdExpiresAt = null;
      await this.lifecycle.cause(tx, bookingLife, booking, { event, by: null });
      await this.occupancies.release(tx, booking);
    }
  }

  /** Null while it can still be started. */
  private async outcome(tx: Tx, booking: EquipmentBooking): Promise<BookingEvent | null> {
    const now = this.clock.now();
    const { isHindered, freeFrom } = await this.before.of(tx, booking.id, now);
    if (freeFrom && freeFrom >= booking.endsAt) return 'lapse';
    if (isHindered) return now > booking.endsAt ? 'lapse' : null;
    const { to } = startWindow(booking, await this.rules.on(this.clock.today()), freeFrom ?? undefined);
    return now > to ? 'miss' : null;
  }

  private overdue(tx: Tx, startedBefore: Date, now: Date): Promise<EquipmentBooking[]> {
    return tx.manager
      .createQueryBuilder(EquipmentBooking, 'b')
      .where(`b.state IN ('draft', 'pending_approval', 'approved')`)
      .andWhere('(b.startsAt < :startedBefore OR b.endsAt < :now)', { startedBefore, now })
      .andWhere('b.startsAt < :now', { now })
      .orderBy('b.id')
      .limit(AT_ONCE)
      .setLock('for_no_key_update')
      .setOnLocked('skip_locked')
      .getMany();
  }
}
