import { Injectable } from '@nestjs/common';
import { type PreparedRead, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { Actor, Capability, Role } from '../actor';
import type { OrganisationState } from '../organisations/organisation.workflow';
import { assertStanding, standingOf } from '../organisations/standing';

const MEMBER: PreparedRead = {
  name: 'late_actor',
  text: `SELECT m.roles, o.state, o.capabilities, o.district_code AS "districtCode"
         FROM memberships m
           JOIN users u ON u.id = m.user_id AND u.state = 'active'
           JOIN organisations o ON o.id = m.organisation_id
         WHERE m.user_id = $1 AND m.organisation_id = $2 AND m.state = 'active'`,
};

interface MemberFact {
  roles: Role[];
  state: OrganisationState;
  capabilities: Capability[];
  districtCode: string | null;
}

/** Who ordered long work, while it is done: with the rights of that moment, not of the order. */
@Injectable()
export class LateActors {
  constructor(private readonly reads: PreparedReads) {}

  /** @throws DomainError access.not_a_member, access.organisation_frozen, access.organisation_cancelled */
  async of(order: { userId: string; organisationId: string; apiKeyId: string | null }): Promise<Actor> {
    const { userId, organisationId, apiKeyId } = order;
    const [fact] = await this.reads.rows<MemberFact>(MEMBER, [userId, organisationId]);
    if (!fact) throw new DomainError('access.not_a_member');
    assertStanding(standingOf[fact.state], true);
    const { roles, capabilities, districtCode } = fact;
    return {
      ...{ userId, organisationId, districtCode, roles: new Set(roles), capabilities: new Set(capabilities) },
      ...(apiKeyId !== null && { apiKeyId }),
    };
  }
}
