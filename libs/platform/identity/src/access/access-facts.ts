import { Injectable } from '@nestjs/common';
import { type PreparedRead, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { LRUCache } from 'lru-cache';
import type { Actor, Capability, Role } from '../actor';
import type { Claims } from './jwt.strategy';

interface MembershipFact {
  /** Null: the session is good, but its person belongs nowhere. */
  organisationId: string | null;
  roles: Role[];
  capabilities: Capability[];
  districtCode: string | null;
}

const MEMBERSHIPS: PreparedRead = {
  name: 'memberships_of_session',
  text: `SELECT m.organisation_id AS "organisationId", m.roles, o.capabilities, o.district_code AS "districtCode"
         FROM sessions s
           JOIN users u ON u.id = s.user_id AND u.state = 'active'
           LEFT JOIN memberships m ON m.user_id = s.user_id
           LEFT JOIN organisations o ON o.id = m.organisation_id
         WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND s.expires_at > now()
         ORDER BY m.created_at, m.id`,
};

/** Sessions and memberships are believed for one second: a sign-out or a change of roles takes effect within that time. */
const BELIEVED_MS = 1_000;

@Injectable()
export class AccessFacts {
  private readonly actors = new LRUCache<string, Actor[]>({ max: 10_000, ttl: BELIEVED_MS });

  constructor(private readonly reads: PreparedReads) {}

  /**
   * The person acting for the organisation that the request names, or for their first one.
   * @throws DomainError access.unauthenticated when the session is over, access.not_a_member
   */
  async actor(claims: Claims, organisation: string | string[] | undefined): Promise<Actor> {
    const actors = this.actors.get(keyOf(claims)) ?? (await this.load(claims));
    if (!actors) throw new DomainError('access.unauthenticated');
    const actor = organisation ? actors.find(({ organisationId }) => organisationId === organisation) : actors[0];
    if (!actor) throw new DomainError('access.not_a_member');
    return actor;
  }

  private async load(claims: Claims): Promise<Actor[] | null> {
    const { userId, sessionId } = claims;
    const rows = await this.reads.rows<MembershipFact>(MEMBERSHIPS, [sessionId, userId]);
    if (rows.length === 0) return null;
    const memberships = rows.flatMap(({ organisationId, ...fact }) =>
      organisationId ? { organisationId, ...fact } : [],
    );
    const actors = memberships.map(({ organisationId, roles, capabilities, districtCode }) => ({
      userId,
      organisationId,
      roles: new Set(roles),
      capabilities: new Set(capabilities),
      districtCode,
    }));
    this.actors.set(keyOf(claims), actors);
    return actors;
  }
}

function keyOf({ userId, sessionId }: Claims): string {
  return `${sessionId} ${userId}`;
}
