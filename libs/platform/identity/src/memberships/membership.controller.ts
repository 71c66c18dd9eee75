import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, IfMatch, Names, Operation, PageQuery } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import {
  ChangeMembership,
  CreateMembership,
  MembershipList,
  MembershipResponse,
  toMembershipResponse,
} from './membership.dto';
import { MembershipQueries } from './membership.queries';
import { MembershipService } from './membership.service';

@ApiTags('memberships')
@Names({ id: 'membership' })
@Controller('v1/memberships')
export class MembershipController {
  constructor(
    private readonly memberships: MembershipService,
    private readonly queries: MembershipQueries,
  ) {}

  @Post()
  @Allow('ent_admin', 'org_admin')
  @Operation({
    summary: 'Add a person to the own organisation',
    errors: ['identity.phone_taken', 'identity.role_not_available'],
  })
  async add(@CurrentActor() actor: Actor, @Body() body: CreateMembership): Promise<MembershipResponse> {
    const id = await this.memberships.add(actor, body);
    return toMembershipResponse(await this.queries.get(actor, id));
  }

  @Get()
  @Allow('ent_admin', 'org_admin', 'org_clerk')
  @Operation({ summary: 'The people of the own organisation', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<MembershipList> {
    const { items, nextCursor } = await this.queries.list(actor, page);
    return { items: items.map(toMembershipResponse), nextCursor };
  }

  @Get(':id')
  @Allow('ent_admin', 'org_admin', 'org_clerk')
  @Operation({ summary: 'One person of the own organisation', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MembershipResponse> {
    return toMembershipResponse(await this.queries.get(actor, id));
  }

  @Patch(':id')
  @Allow('ent_admin', 'org_admin')
  @Operation({
    summary: 'Change the roles of a person',
    errors: [
      'record.not_found',
      'precondition.required',
      'precondition.stale',
      'identity.role_not_available',
      'identity.last_admin',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { roles }: ChangeMembership,
  ): Promise<MembershipResponse> {
    await this.memberships.changeRoles(actor, id, version, roles);
    return toMembershipResponse(await this.queries.get(actor, id));
  }
}
