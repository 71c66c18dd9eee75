import { Injectable } from '@nestjs/common';
import { type PreparedRead, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { LRUCache } from 'lru-cache';
import type { Actor, Capability, Person, Role } from '../actor';
import type { OrganisationState } from '../organisations/organisation.workflow';
import { assertStanding, type Standing, standingOf } from '../organisations/standing';
import type { Claims } from './jwt.strategy';

interface MembershipFact {
  /** Null: the session is good, but its person belongs nowhere. */
  organisationId: string | null;
  roles: Role[];
  state: OrganisationState;
  capabilities: Capability[];
  districtCode: string | null;
  formerDistrictCodes: string[] | null;
}

/** Where a person may act, and how far. */
interface Place {
  actor: Actor;
  standing: Standing;
}

/**
 * With the codes that were merged, at once or step by step, into the district of a regulator. Its prefix is
 * `districtPrefix` in SQL.
 */
const MEMBERSHIPS: PreparedRead = {
  name: 'memberships_of_session',
  text: `SELECT m.organisation_id AS "organisationId", m.roles, o.state, o.capabilities,
                o.district_code AS "districtCode", former.codes AS "formerDistrictCodes"
         FROM sessions s
           JOIN users u ON u.id = s.user_id AND u.state = 'active'
           LEFT JOIN memberships m ON m.user_id = s.user_id AND m.state = 'active'
           LEFT JOIN organisations o ON o.id = m.organisation_id
           LEFT JOIN LATERAL (
             WITH RECURSIVE own (prefix) AS (
                 SELECT regexp_replace(o.district_code, '(00){1,2}$', '') WHERE 'regulator' = ANY (o.capabilities)),
               merged (code) AS (
                 SELECT d.code FROM districts d, own WHERE d.merged_into LIKE own.prefix || '%'
                 UNION SELECT d.code FROM districts d JOIN merged ON d.merged_into = merged.code)
             SELECT array_agg(merged.code ORDER BY merged.code) AS codes
             FROM merged, own WHERE merged.code NOT LIKE own.prefix || '%'
           ) AS former ON true
         WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND s.expires_at > now()
         ORDER BY m.created_at, m.id`,
};

/**
 * Sessions, memberships and the states of organisations are believed for one second: a sign-out, a change of roles, a
 * departure or a freeze takes effect within that time.
 */
const BELIEVED_MS = 1_000;

@Injectable()
export class AccessFacts {
  private readonly known = new LRUCache<string, Place[]>({ max: 10_000, ttl: BELIEVED_MS });

  constructor(private readonly reads: PreparedReads) {}

  /**
   * The person acting for the organisation that the request names, or for their first one that can act.
   * @throws DomainError access.unauthenticated when the session is over, access.not_a_member,
   * access.organisation_cancelled, access.organisation_frozen for a request that `writes`
   */
  async actor(claims: Claims, organisation: string | string[] | undefined, writes: boolean): Promise<Actor> {
    const place = await this.place(claims, organisation);
    if (!place) throw new DomainError('access.not_a_member');
    assertStanding(place.standing, writes);
    return place.actor;
  }

  /**
   * The person alone; acting for an organisation where there is one that can act.
   * @throws DomainError access.unauthenticated, access.not_a_member when the request names an organisation of others
   */
  async person(claims: Claims, organisation: string | string[] | undefined): Promise<Person> {
    const place = await this.place(claims, organisation);
    if (organisation && !place) throw new DomainError('access.not_a_member');
    return place && place.standing !== 'none'
      ? place.actor
      : { userId: claims.userId, organisationId: null, roles: new Set<Role>() };
  }

  private async place(claims: Claims, organisation: string | string[] | undefined): Promise<Place | undefined> {
    const places = this.known.get(keyOf(claims)) ?? (await this.load(claims));
    if (!places) throw new DomainError('access.unauthenticated');
    if (organisation) return places.find(({ actor }) => actor.organisationId === organisation);
    return places.find(({ standing }) => standing !== 'none') ?? places[0];
  }

  private async load(claims: Claims): Promise<Place[] | null> {
    const { userId, sessionId } = claims;
    const rows = await this.reads.rows<MembershipFact>(MEMBERSHIPS, [sessionId, userId]);
    if (rows.length === 0) return null;
    const places = rows.flatMap(({ organisationId, ...fact }) =>
      organisationId ? placeOf(userId, { ...fact, organisationId }) : [],
    );
    this.known.set(keyOf(claims), places);
    return places;
  }
}

function placeOf(userId: string, fact: MembershipFact & { organisationId: string }): Place {
  const { organisationId, roles, state, capabilities, districtCode, formerDistrictCodes } = fact;
  const actor = {
    ...{ userId, organisationId, districtCode, formerDistrictCodes: formerDistrictCodes ?? [] },
    ...{ roles: new Set(roles), capabilities: new Set(capabilities) },
  };
  return { actor, standing: standingOf[state] };
}

function keyOf({ userId, sessionId }: Claims): string {
  return `${sessionId} ${userId}`;
}
