import type { Actor } from '@nqi/platform/identity';
import { canSee as canSeeBooking } from '../../../libs/lines/equipment/src/bookings/booking.policy';
import { canSee as canSeeEquipment } from '../../../libs/lines/equipment/src/directory/equipment.policy';
import { canSee as canSeeUsage } from '../../../libs/lines/equipment/src/usage/usage.policy';
import type { TestCity } from '../../support/city';
import type { Caller } from '../../support/client';

const POLICIES: Record<string, (actor: Actor, row: any) => boolean> = {
  equipment: canSeeEquipment,
  equipment_bookings: canSeeBooking,
  equipment_usages: canSeeUsage,
};

/** The ids of all rows of a table that the policy lets somebody see: what a list of theirs must hold, no more and no less. */
export async function seenBy({ db }: TestCity, caller: Caller, table: keyof typeof POLICIES): Promise<string[]> {
  const [facts] = await db.query(
    `SELECT m.roles, o.capabilities, o.district_code AS "districtCode"
     FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.user_id = $1`,
    [caller.userId],
  );
  const { userId, organisationId } = caller;
  const sets = { roles: new Set(facts.roles), capabilities: new Set(facts.capabilities) };
  const actor = { userId, organisationId, ...facts, ...sets } as Actor;
  const rows: any[] = await db.query(
    `SELECT id, provider_id AS "providerId", to_jsonb(r) ->> 'organisation_id' AS "organisationId",
            to_jsonb(r) ->> 'booked_by_id' AS "bookedById", to_jsonb(r) ->> 'number' AS number,
            to_jsonb(r) ->> 'state' AS state FROM ${table} r`,
  );
  return rows.filter((row) => POLICIES[table]?.(actor, row)).map(({ id }) => id as string);
}

/** All items of a list, page by page. */
export async function allPages(caller: Caller, path: string): Promise<any[]> {
  const items: any[] = [];
  let cursor = '';
  do {
    const { status, body } = await caller.get(`${path}${path.includes('?') ? '&' : '?'}limit=7${cursor}`);
    if (status !== 200) throw new Error(`a page was refused: ${JSON.stringify(body)}`);
    items.push(...body.items);
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor);
  return items;
}
