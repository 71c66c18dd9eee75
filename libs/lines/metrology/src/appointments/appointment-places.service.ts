import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { MetrologyOrder } from '../orders/order.entity';
import { AppointmentWindow } from './window.entity';

/** A window with room, as a refusal names it. */
interface FreeWindow {
  id: string;
  onDay: string;
  fromTime: string;
  toTime: string;
  free: number;
}

const SHOWN = 5;

/**
 * Places in windows. A place is a counter that a constraint keeps within the capacity; windows are locked in id order,
 * after the order that takes the place.
 */
@Injectable()
export class AppointmentPlacesService {
  constructor(private readonly clock: Clock) {}

  /**
   * Takes a place for a locked order and gives back the one it had.
   * @throws DomainError metrology.window_closed, metrology.window_full: both name the next windows with room
   */
  async take(tx: Tx, order: MetrologyOrder, windowId: string): Promise<AppointmentWindow> {
    const ids = [windowId, ...(order.windowId ? [order.windowId] : [])];
    const windows = await tx.sql<{ id: string }>(
      'SELECT id FROM appointment_windows WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
    const window = windows.some(({ id }) => id === windowId)
      ? await tx.manager.findOneByOrFail(AppointmentWindow, { id: windowId })
      : null;
    if (!window || !this.takes(window, order)) {
      throw new DomainError('metrology.window_closed', { windows: await this.withRoom(tx, order.laboratoryId) });
    }
    if (order.windowId === windowId) return window;
    const taken = await tx.sql(
      `UPDATE appointment_windows SET booked = booked + 1, version = version + 1
       WHERE id = $1 AND booked < capacity RETURNING id`,
      [windowId],
    );
    if (taken.length === 0) {
      throw new DomainError('metrology.window_full', { windows: await this.withRoom(tx, order.laboratoryId) });
    }
    await this.release(tx, order);
    Object.assign(order, { windowId, expectedOn: window.onDay });
    return window;
  }

  /** Gives back the place of a locked order, if it has one. */
  async release(tx: Tx, order: MetrologyOrder): Promise<void> {
    if (!order.windowId) return;
    await tx.sql('UPDATE appointment_windows SET booked = booked - 1, version = version + 1 WHERE id = $1', [
      order.windowId,
    ]);
    order.windowId = null;
  }

  private takes({ laboratoryId, isOpen, onDay }: AppointmentWindow, order: MetrologyOrder): boolean {
    return laboratoryId === order.laboratoryId && isOpen && onDay >= this.clock.today();
  }

  /** The next windows of a laboratory with room. */
  private withRoom(tx: Tx, laboratoryId: string): Promise<FreeWindow[]> {
    return tx.sql<FreeWindow>(
      `SELECT id, on_day AS "onDay", from_time AS "fromTime", to_time AS "toTime", capacity - booked AS free
       FROM appointment_windows
       WHERE laboratory_id = $1 AND on_day >= $2 AND is_open AND booked < capacity
       ORDER BY on_day, from_time, id LIMIT $3`,
      [laboratoryId, this.clock.today(), SHOWN],
    );
  }
}
