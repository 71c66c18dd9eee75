import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { TestCity } from './city';
import type { Caller } from './client';

type CanSee = (actor: Actor, record: any, prefixes: readonly string[]) => boolean;

/** Somebody as the guard would know them, read from the tables. */
export async function actorOf({ db }: TestCity, { userId, organisationId }: Caller): Promise<Actor> {
  const [facts] = await db.query(
    `SELECT m.roles, o.capabilities, o.district_code AS "districtCode",
            ARRAY(SELECT code FROM districts WHERE merged_into = o.district_code) AS "formerDistrictCodes"
     FROM memberships m JOIN organisations o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND o.id = $2 AND m.state = 'active'`,
    [userId, organisationId],
  );
  const { roles, capabilities, ...districts } = facts;
  return { userId, organisationId, roles: new Set(roles), capabilities: new Set(capabilities), ...districts };
}

/** The ids of all rows of a table that a policy lets somebody see: what a list of theirs must hold, no more and no less. */
export async function seenBy(city: TestCity, caller: Caller, table: string, canSee: CanSee): Promise<string[]> {
  const actor = await actorOf(city, caller);
  const rows: any[] = await city.db.query(`SELECT * FROM ${table}`);
  return rows
    .map(camelCased)
    .flatMap((row) => (canSee(actor, row, regulatedPrefixes(actor)) ? [row.id as string] : []));
}

/** A row with the names of its entity. */
export function camelCased(row: object): any {
  const name = (column: string): string => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [name(column), value]));
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
