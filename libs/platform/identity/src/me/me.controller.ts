import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PreparedReads } from '@nqi/shared/database';
import { Operation } from '@nqi/shared/http';
import { SignedIn } from '../access/allow.decorator';
import { isPermitted, permissionNames } from '../access/permissions';
import { CurrentPerson } from '../access/current-actor.decorator';
import type { Person } from '../actor';
import { MeResponse } from './me.dto';

const ME = {
  name: 'me',
  text: `SELECT u.id, u.name, coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'state', o.state,
           'capabilities', o.capabilities, 'roles', m.roles, 'membershipId', m.id)
           ORDER BY m.created_at, m.id) FILTER (WHERE m.id IS NOT NULL), '[]') AS organisations
         FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.state = 'active'
           LEFT JOIN organisations o ON o.id = m.organisation_id
         WHERE u.id = $1 GROUP BY u.id`,
};

@ApiTags('me')
@Controller('v1/me')
export class MeController {
  constructor(private readonly reads: PreparedReads) {}

  @Get()
  @SignedIn()
  @Operation({ summary: 'Who I am, where I belong and what I may do there' })
  async me(@CurrentPerson() person: Person): Promise<MeResponse> {
    const [row] = await this.reads.rows<Omit<MeResponse, 'organisationId' | 'permissions'>>(ME, [person.userId]);
    const permissions = permissionNames.filter((permission) => isPermitted(person.roles, permission));
    return { ...row, organisationId: person.organisationId, permissions };
  }
}
