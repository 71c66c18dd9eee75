import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PreparedReads } from '@nqi/shared/database';
import { Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { isPermitted, permissionNames } from '../access/permissions';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { MeResponse } from './me.dto';

const ME = {
  name: 'me',
  text: `SELECT u.id, u.name, jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'capabilities', o.capabilities,
           'roles', m.roles) ORDER BY m.created_at, m.id) AS organisations
         FROM users u JOIN memberships m ON m.user_id = u.id JOIN organisations o ON o.id = m.organisation_id
         WHERE u.id = $1 GROUP BY u.id`,
};

@ApiTags('me')
@Controller('v1/me')
export class MeController {
  constructor(private readonly reads: PreparedReads) {}

  @Get()
  @Allow()
  @Operation({ summary: 'Who I am, where I belong and what I may do there' })
  async me(@CurrentActor() actor: Actor): Promise<MeResponse> {
    const [row] = await this.reads.rows<Omit<MeResponse, 'organisationId' | 'permissions'>>(ME, [actor.userId]);
    const permissions = permissionNames.filter((permission) => isPermitted(actor.roles, permission));
    return { ...row, organisationId: actor.organisationId, permissions };
  }
}
