import { Injectable } from '@nestjs/common';
import { type PreparedRead, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { LRUCache } from 'lru-cache';
import type { Actor, Capability, Role } from '../actor';

interface MembershipFact {
  organisationId: string;
  roles: Role[];
  capabilities: Capability[];
  districtCode: string | null;
}

const MEMBERSHIPS: PreparedRead = {
  name: 'memberships_of_user',
  text: `SELECT m.organisation_id AS "organisationId", m.roles, o.capabilities, o.district_code AS "districtCode"
         FROM memberships m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.user_id = $1 ORDER BY m.created_at, m.id`,
};

/** Memberships are believed for one second, so that a change of roles takes effect within that time. */
const BELIEVED_MS = 1_000;

@Injectable()
export class AccessFacts {
  private readonly actors = new LRUCache<string, Actor[]>({ max: 10_000, ttl: BELIEVED_MS });

  constructor(private readonly reads: PreparedReads) {}

  /**
   * The person acting for the organisation that the request names, or for their first one.
   * @throws DomainError access.not_a_member
   */
  async actor(userId: string, organisation: string | string[] | undefined): Promise<Actor> {
    const actors = this.actors.get(userId) ?? (await this.load(userId));
    const actor = organisation ? actors.find(({ organisationId }) => organisationId === organisation) : actors[0];
    if (!actor) throw new DomainError('access.not_a_member');
    return actor;
  }

  private async load(userId: string): Promise<Actor[]> {
    const memberships = await this.reads.rows<MembershipFact>(MEMBERSHIPS, [userId]);
    const actors = memberships.map(({ organisationId, roles, capabilities, districtCode }) => ({
      userId,
      organisationId,
      roles: new Set(roles),
      capabilities: new Set(capabilities),
      districtCode,
    }));
    this.actors.set(userId, actors);
    return actors;
  }
}
