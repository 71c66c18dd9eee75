import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { Equipment } from '../directory/equipment.entity';
import { DAY_MS } from './open-hours';
import type { OpenRule } from './open-rule';
import { RefusalService } from './refusal.service';

/** Longer than anything can be booked ahead. */
const FOREVER_DAYS = 3_660;

/** Lets the calendar follow what the directory says. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly clock: Clock,
    private readonly refusals: RefusalService,
  ) {}

  /**
   * Locked equipment is about to change.
   * @throws DomainError equipment.places_in_use when a place goes on which something stands,
   * equipment.closure_blocked when bookings stand on equipment that is withdrawn
   */
  async follow(
    tx: Tx,
    actor: Actor,
    equipment: Equipment,
    change: { openRule?: OpenRule; state?: Equipment['state'] },
  ): Promise<void> {
    if (change.state === 'retired' && equipment.state !== 'retired') await this.assertUnused(tx, actor, equipment);
    const places = change.openRule?.places ?? equipment.openRule.places;
    if (places < equipment.openRule.places) await this.assertFree(tx, equipment, places + 1);
    if (places > equipment.openRule.places) await closePlaces(tx, equipment, places, this.clock.now());
  }

  private async assertUnused(tx: Tx, actor: Actor, equipment: Equipment): Promise<void> {
    const from = this.clock.now().getTime();
    const future = { from, to: from + FOREVER_DAYS * DAY_MS, isOfBookings: true };
    const blockedBy = await this.refusals.blockers(tx, actor, equipment, future);
    if (blockedBy.length > 0) throw new DomainError('equipment.closure_blocked', { blockedBy });
  }

  private async assertFree(tx: Tx, { id, providerId }: Equipment, place: number): Promise<void> {
    const [row] = await tx.sql<{ isTaken: boolean }>(
      `SELECT EXISTS (SELECT FROM occupancies WHERE provider_id = $1 AND resource_id = $2 AND place >= $3
                        AND kind <> 'closure' AND upper(during) > $4 AND (expires_at > $4) IS NOT FALSE) AS "isTaken"`,
      [providerId, id, place, this.clock.now()],
    );
    if (row?.isTaken) throw new DomainError('equipment.places_in_use', { place });
    await tx.sql(
      `DELETE FROM occupancies
       WHERE provider_id = $1 AND resource_id = $2 AND place >= $3 AND (kind = 'closure' OR expires_at <= $4)`,
      [providerId, id, place, this.clock.now()],
    );
  }
}

/** A closure closes the places that are added while it is in force, too. */
async function closePlaces(tx: Tx, { id, providerId, openRule }: Equipment, places: number, now: Date): Promise<void> {
  await tx.sql(
    `INSERT INTO occupancies (id, provider_id, resource_id, place, during, kind, closure_id)
     SELECT gen_random_uuid(), $1, $2, place, tstzrange(starts_at, ends_at), 'closure', c.id
     FROM equipment_closures c, generate_series($3::int, $4::int) AS place
     WHERE c.equipment_id = $2 AND c.state = 'in_force' AND c.ends_at > $5`,
    [providerId, id, openRule.places + 1, places, now],
  );
}
