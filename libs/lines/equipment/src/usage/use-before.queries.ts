import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';

/** What stands between a booking and its machines now. */
export interface Before {
  /** Somebody has not ended: no start. */
  inUse: { name: string; equipmentId: string } | null;
  /** It is somebody whose turn was earlier: nobody is missed meanwhile. */
  isHindered: boolean;
  /** When the last earlier use that ran into the booked time ended. */
  freeFrom: Date | null;
  /** This moment belongs to another booking or to a closure: no early start. */
  isAnothers: boolean;
}

interface Use {
  equipmentId: string;
  name: string;
  endedAt: Date | null;
  isEarlier: boolean;
}

@Injectable()
export class UseBeforeQueries {
  /** @param bookingId of an approved booking, locked by the caller */
  async of(tx: Tx, bookingId: string, now: Date): Promise<Before> {
    const uses = await tx.sql<Use>(
      `SELECT u.equipment_id AS "equipmentId", e.name, u.ended_at AS "endedAt", u.booked_from < b.starts_at AS "isEarlier"
       FROM occupancies o
         JOIN equipment_bookings b ON b.id = o.booking_id
         JOIN equipment_usages u ON u.equipment_id = o.resource_id AND u.place = o.place AND u.booking_id <> b.id
           AND (u.ended_at > b.starts_at) IS NOT FALSE
         JOIN equipment e ON e.id = u.equipment_id
       WHERE o.booking_id = $1`,
      [bookingId],
    );
    const [moment] = await tx.sql<{ isAnothers: boolean }>(
      `SELECT EXISTS (
         SELECT FROM occupancies o
           JOIN occupancies other ON other.provider_id = o.provider_id AND other.resource_id = o.resource_id
             AND other.place = o.place AND other.during @> $2::timestamptz AND other.id <> o.id
         WHERE o.booking_id = $1) AS "isAnothers"`,
      [bookingId, now],
    );
    return { ...summaryOf(uses), isAnothers: moment?.isAnothers ?? false };
  }
}

function summaryOf(uses: readonly Use[]): Omit<Before, 'isAnothers'> {
  const running = uses.filter(({ endedAt }) => endedAt === null);
  const ends = uses.flatMap(({ endedAt, isEarlier }) => (endedAt && isEarlier ? [endedAt.getTime()] : []));
  const [first] = running;
  return {
    inUse: first ? { name: first.name, equipmentId: first.equipmentId } : null,
    isHindered: running.some(({ isEarlier }) => isEarlier),
    freeFrom: ends.length > 0 ? new Date(Math.max(...ends)) : null,
  };
}
