import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { ItemQueries } from '../items/item.queries';
import { MetrologyItemResponse, openEventsFor, toItemResponse } from '../items/item-response.dto';
import { itemWorkflow } from '../items/item.workflow';
import { ResultEntryService } from './result-entry.service';
import { EnterResult } from './result.dto';
import { MeasurementResponse, toMeasurementResponse } from './result-response.dto';
import { ResultQueries } from './result.queries';

/** What was measured. */
@ApiTags('metrology-items')
@Allow()
@ForKeys('results:write')
@Names({ id: 'metrology_item' })
@Controller('v1/metrology-items/:id/result')
export class MetrologyResultController {
  constructor(
    private readonly entry: ResultEntryService,
    private readonly items: ItemQueries,
    private readonly results: ResultQueries,
  ) {}

  @Post()
  @Operation({
    summary: 'Enter readings: results and conclusion are computed and the certificate is drafted',
    event: [itemWorkflow, 'enter_result'],
    errors: [
      ...(['metrology.verifier_unqualified', 'metrology.standard_not_valid', 'metrology.wrong_template'] as const),
      ...(['metrology.instrument_fact_missing', 'metrology.readings_incomplete', 'metrology.other_unit'] as const),
      ...(['metrology.reading_out_of_range', 'metrology.uncertainty_below_cmc', 'metrology.undetermined'] as const),
      ...(['metrology.no_cycle', 'metrology.validity_too_long', 'reports.incomplete', 'reports.unprintable'] as const),
    ],
    status: 200,
  })
  async enter(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: EnterResult,
  ): Promise<MetrologyItemResponse> {
    await this.entry.enter(actor, id, body);
    const item = await this.items.get(actor, id);
    return { ...toItemResponse(actor, item), openEvents: openEventsFor(actor, item) };
  }

  @Get()
  @Names({ id: 'metrology_item.result' })
  @Operation({ summary: 'The latest measurement of an item, for its laboratory', errors: ['record.not_found'] })
  async latest(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MeasurementResponse> {
    const { measurement, rows } = await this.results.latest(actor, id);
    return toMeasurementResponse(measurement, rows);
  }
}
