import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import {
  CreateOrganisation,
  OrganisationList,
  OrganisationQuery,
  OrganisationResponse,
  toOrganisationResponse,
} from './organisation.dto';
import { OrganisationQueries } from './organisation.queries';
import { OrganisationService } from './organisation.service';

@ApiTags('organisations')
@Names({ id: 'organisation' })
@Controller('v1/organisations')
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly queries: OrganisationQueries,
  ) {}

  @Post()
  @Allow('operator')
  @Operation({ summary: 'Enter an organisation of any kind', errors: ['identity.uscc_taken'] })
  async create(@Body() body: CreateOrganisation): Promise<OrganisationResponse> {
    return toOrganisationResponse(await this.organisations.create(body));
  }

  @Get()
  @Allow()
  @Operation({ summary: 'The directory of organisations', errors: ['request.bad_cursor'] })
  async list(@Query() query: OrganisationQuery): Promise<OrganisationList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toOrganisationResponse), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One organisation', errors: ['record.not_found'] })
  async get(@IdParam() id: string): Promise<OrganisationResponse> {
    return toOrganisationResponse(await this.queries.get(id));
  }
}
