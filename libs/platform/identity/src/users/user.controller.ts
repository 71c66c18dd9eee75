import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { ChangeStanding, toUserResponse, toUserSummary, UserList, UserQuery, UserResponse } from './user.dto';
import { UserQueries } from './user.queries';
import { UserStandingService } from './user-standing.service';
import { userWorkflow } from './user.workflow';

@ApiTags('users')
@Allow('suspend_people')
@Names({ id: 'user.account' })
@Controller('v1/users')
export class UserController {
  constructor(
    private readonly standing: UserStandingService,
    private readonly queries: UserQueries,
    private readonly history: History,
  ) {}

  @Get()
  @Operation({ summary: 'Accounts and where their people belong', errors: ['request.bad_cursor'] })
  async list(@Query() query: UserQuery): Promise<UserList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toUserSummary), nextCursor };
  }

  @Get(':id/account')
  @Operation({ summary: 'One account', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<UserResponse> {
    return toUserResponse(actor, await this.queries.get(id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of an account', errors: ['record.not_found'] })
  async timeline(@IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(id);
    return toHistoryList(await this.history.timeline('user', id, true));
  }

  @Post(':id/suspension')
  @Operation({
    summary: 'Suspend a person: signed out everywhere within a second',
    event: [userWorkflow, 'suspend'],
    status: 200,
  })
  async suspend(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ChangeStanding,
  ): Promise<UserResponse> {
    await this.standing.suspend(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/reinstatement')
  @Operation({ summary: 'Let a person sign in again', event: [userWorkflow, 'reinstate'], status: 200 })
  async reinstate(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ChangeStanding,
  ): Promise<UserResponse> {
    await this.standing.reinstate(actor, id, reason);
    return this.get(actor, id);
  }
}
