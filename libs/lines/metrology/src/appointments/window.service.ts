import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import type { ChangeWindow, OpenWindow } from './window.dto';
import { AppointmentWindow } from './window.entity';

/** The laboratory's own calendar of deliveries. */
@Injectable()
export class WindowService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns its id @throws DomainError metrology.day_past; record.duplicate for the same times */
  open({ organisationId }: Actor, facts: OpenWindow): Promise<string> {
    const { onDay, fromTime, toTime, capacity } = facts;
    if (onDay < this.clock.today()) throw new DomainError('metrology.day_past', { on: onDay });
    if (toTime <= fromTime) {
      throw new DomainError('request.invalid', { errors: [{ pointer: '/toTime', code: 'field.too_small' }] });
    }
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const window = { id: newId(), laboratoryId: organisationId, onDay, fromTime, toTime, capacity };
      await tx.manager.insert(AppointmentWindow, { ...window, createdAt: now, updatedAt: now });
      return window.id;
    });
  }

  /** @throws DomainError precondition.stale, metrology.window_in_use */
  change({ organisationId }: Actor, id: string, version: number, change: ChangeWindow): Promise<void> {
    return this.transactions.run(async (tx) => {
      const window = await tx.manager.findOne(AppointmentWindow, {
        where: { id, laboratoryId: organisationId },
        lock: { mode: 'for_no_key_update' },
      });
      if (!window) throw new DomainError('record.not_found');
      assertVersion(window, version);
      const capacity = change.capacity ?? window.capacity;
      if (capacity < window.booked) throw new DomainError('metrology.window_in_use', { booked: window.booked });
      Object.assign(window, { capacity, isOpen: change.isOpen ?? window.isOpen, updatedAt: this.clock.now() });
      await tx.manager.save(window);
    });
  }
}
