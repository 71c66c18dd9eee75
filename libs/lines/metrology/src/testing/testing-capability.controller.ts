import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import {
  ChangeTestingCapability,
  CreateTestingCapability,
  TestingCapabilityList,
  TestingCapabilityQuery,
  TestingCapabilityResponse,
  toTestingCapabilityResponse,
} from './testing-capability.dto';
import { TestingCapabilityQueries } from './testing-capability.queries';
import { TestingCapabilityService } from './testing-capability.service';

@ApiTags('testing-capabilities')
@Allow()
@ForKeys(null)
@Names({ id: 'testing_capability' })
@Controller('v1/testing-capabilities')
export class TestingCapabilityController {
  constructor(
    private readonly capabilities: TestingCapabilityService,
    private readonly queries: TestingCapabilityQueries,
  ) {}

  @Post()
  @Allow('state_competence')
  @Operation({
    summary: 'State one parameter that the own laboratory is approved to test',
    by: ['laboratory'],
    errors: ['record.duplicate', 'standards.bad_number', 'standards.unknown'],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTestingCapability,
  ): Promise<TestingCapabilityResponse> {
    return this.get(await this.capabilities.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'What laboratories are approved to test', errors: ['request.bad_cursor'] })
  async list(@Query() query: TestingCapabilityQuery): Promise<TestingCapabilityList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toTestingCapabilityResponse), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One parameter of an approval', errors: ['record.not_found'] })
  async get(@IdParam() id: string): Promise<TestingCapabilityResponse> {
    return toTestingCapabilityResponse(await this.queries.get(id));
  }

  @Patch(':id')
  @Allow('state_competence')
  @Operation({
    summary: 'Change a row of the approval, for example its last day; reports keep what they were issued by',
    by: ['laboratory'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'] as const),
      'record.duplicate',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeTestingCapability,
  ): Promise<TestingCapabilityResponse> {
    await this.capabilities.change(actor, id, version, body);
    return this.get(id);
  }
}
