import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { ItemQueries } from '../items/item.queries';
import { MetrologyItemResponse, openEventsFor, toItemResponse } from '../items/item-response.dto';
import { itemWorkflow } from '../items/item.workflow';
import { TestEntryService } from './test-entry.service';
import { EnterTestResult, TestResultResponse, toTestResultResponse } from './test-result.dto';
import { TestResultQueries } from './test-result.queries';

/** What was found out of a sample. */
@ApiTags('metrology-items')
@Allow()
@ForKeys('results:write')
@Names({ id: 'metrology_item' })
@Controller('v1/metrology-items/:id/test-result')
export class TestResultController {
  constructor(
    private readonly entry: TestEntryService,
    private readonly items: ItemQueries,
    private readonly results: TestResultQueries,
  ) {}

  @Post()
  @Operation({
    summary: 'Enter the results of a test: scope and conclusion are computed and the report is drafted',
    event: [itemWorkflow, 'enter_test_result'],
    errors: [
      ...(['metrology.parameters_missing', 'metrology.no_judgement_basis', 'metrology.no_capability'] as const),
      ...(['metrology.subcontract_not_agreed', 'standards.bad_number', 'standards.unknown'] as const),
      'reports.unprintable',
    ],
    status: 200,
  })
  async enter(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: EnterTestResult,
  ): Promise<MetrologyItemResponse> {
    await this.entry.enter(actor, id, body);
    const item = await this.items.get(actor, id);
    return { ...toItemResponse(actor, item), openEvents: openEventsFor(actor, item) };
  }

  @Get()
  @Names({ id: 'metrology_item.test' })
  @Operation({ summary: 'The latest results of a sample, for its laboratory', errors: ['record.not_found'] })
  async latest(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<TestResultResponse> {
    return toTestResultResponse(await this.results.latest(actor, id));
  }
}
