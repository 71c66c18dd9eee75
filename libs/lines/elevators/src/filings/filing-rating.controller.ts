import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Rate, RatingList, RatingResponse, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { ELEVATOR_FILING } from '../fees/filing-fee.kind';
import { FilingQueries } from './filing.queries';
import { FilingService } from './filing.service';

@ApiTags('elevator-filings')
@Allow()
@Names({ id: 'elevator_filing' })
@Controller('v1/elevator-filings/:id/rating')
export class FilingRatingController {
  constructor(
    private readonly filings: FilingService,
    private readonly queries: FilingQueries,
    private readonly ratings: RatingService,
  ) {}

  @Post()
  @Operation({
    summary: 'Rate the service, once, when the report is out',
    by: ['use_unit', 'maintenance_unit'],
    errors: [
      'record.not_found',
      'workflow.not_a_party',
      'workflow.wrong_state',
      'ratings.already_rated',
      'ratings.too_late',
    ],
  })
  rate(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: Rate): Promise<RatingResponse> {
    return this.filings.rate(actor, id, body);
  }

  @Get()
  @Operation({ summary: 'Ratings of this filing', errors: ['record.not_found'] })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RatingList> {
    await this.queries.get(actor, id);
    return { items: (await this.ratings.of(ELEVATOR_FILING, id)).map(toRatingResponse) };
  }
}
