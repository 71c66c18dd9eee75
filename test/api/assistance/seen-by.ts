import type { Actor } from '@nqi/platform/identity';
import { regulatedPrefix } from '@nqi/platform/identity';
import type { HelpRequest } from '../../../libs/lines/assistance/src/requests/help-request.entity';
import { canSee as canSeeRequest } from '../../../libs/lines/assistance/src/requests/visibility.policy';
import { canSee as canSeeExpert } from '../../../libs/lines/assistance/src/experts/expert.policy';
import type { TestCity } from '../../support/city';
import type { Caller } from '../../support/client';

/** Somebody as the guard would know them, read from the tables. */
export async function actorOf({ db }: TestCity, { userId, organisationId }: Caller): Promise<Actor> {
  const [facts] = await db.query(
    `SELECT m.roles, o.capabilities, o.district_code AS "districtCode"
     FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.user_id = $1 AND o.id = $2`,
    [userId, organisationId],
  );
  const { roles, capabilities, districtCode } = facts;
  return { userId, organisationId, roles: new Set(roles), capabilities: new Set(capabilities), districtCode };
}

const INVOLVED = `id, number, state, type, is_public AS "isPublic", is_anonymous AS "isAnonymous", version,
  requester_organisation_id AS "requesterOrganisationId", district_code AS "districtCode", open_places AS "openPlaces",
  assignee_ids AS "assigneeIds", resolved_at AS "resolvedAt", updated_at AS "updatedAt"`;

export async function requestRow({ db }: TestCity, id: string): Promise<HelpRequest> {
  const [row] = await db.query(`SELECT ${INVOLVED} FROM help_requests WHERE id = $1`, [id]);
  return row as HelpRequest;
}

/** The ids of all rows that the policy lets somebody see: what a list of theirs must hold, no more and no less. */
export async function seenBy(city: TestCity, caller: Caller, table: 'help_requests' | 'experts'): Promise<string[]> {
  const actor = await actorOf(city, caller);
  const columns = table === 'experts' ? 'id, user_id AS "userId", state' : INVOLVED;
  const rows: any[] = await city.db.query(`SELECT ${columns} FROM ${table}`);
  const isSeen = (row: any): boolean =>
    table === 'experts' ? canSeeExpert(actor, row) : canSeeRequest(actor, row, regulatedPrefix(actor));
  return rows.filter(isSeen).map(({ id }) => id as string);
}
