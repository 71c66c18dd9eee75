import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '@nqi/shared/errors';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { Allow, SignedIn } from '../access/allow.decorator';
import { CurrentActor, CurrentPerson } from '../access/current-actor.decorator';
import type { Actor, Person } from '../actor';
import {
  ChangeOrganisation,
  CreateOrganisation,
  OrganisationList,
  OrganisationQuery,
  OrganisationResponse,
  toOrganisationItem,
  toOrganisationResponse,
} from './organisation.dto';
import { readsAll } from './organisation.policy';
import { OrganisationQueries } from './organisation.queries';
import { OrganisationService } from './organisation.service';
import { organisationWorkflow } from './organisation.workflow';

@ApiTags('organisations')
@Names({ id: 'organisation' })
@Controller('v1/organisations')
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly queries: OrganisationQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('enter_organisations')
  @Operation({
    summary: 'Enter an organisation of any kind',
    event: [organisationWorkflow, 'enter'],
    errors: ['identity.uscc_taken'],
  })
  async create(@CurrentActor() by: Actor, @Body() body: CreateOrganisation): Promise<OrganisationResponse> {
    const { id } = await this.organisations.create(body, { event: 'enter', by, pointer: '' });
    return this.get(by, id);
  }

  @Get()
  @SignedIn()
  @Operation({ summary: 'The directory of organisations', errors: ['request.bad_cursor'] })
  async list(@CurrentPerson() person: Person, @Query() query: OrganisationQuery): Promise<OrganisationList> {
    const { items, nextCursor } = await this.queries.list(person, query);
    return { items: items.map((item) => toOrganisationItem(person, item)), nextCursor };
  }

  @Get(':id')
  @SignedIn()
  @Operation({ summary: 'One organisation', errors: ['record.not_found'] })
  async get(@CurrentPerson() person: Person, @IdParam() id: string): Promise<OrganisationResponse> {
    return toOrganisationResponse(person, await this.queries.get(person, id));
  }

  @Get(':id/history')
  @Allow()
  @Operation({
    summary: 'Timeline of an organisation, for its administrators and the platform',
    by: ['administrator', 'reviewer'],
    errors: ['record.not_found', 'access.forbidden'],
  })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    if (!readsAll(actor, await this.queries.get(actor, id))) throw new DomainError('access.forbidden');
    return toHistoryList(await this.history.timeline('organisation', id, true));
  }

  @Patch(':id')
  @Allow('manage_organisation')
  @Operation({
    summary: 'Change the facts of the own organisation; null takes a fact away',
    by: ['administrator'],
    errors: [
      ...(['record.not_found', 'precondition.required', 'precondition.stale'] as const),
      'identity.under_review',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeOrganisation,
  ): Promise<OrganisationResponse> {
    await this.organisations.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
