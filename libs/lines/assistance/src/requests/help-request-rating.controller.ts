import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Rate, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestRating, HelpRequestRatingList, withoutRater } from './help-request-rating.dto';
import { HelpRequestQueries } from './help-request.queries';
import { HELP_REQUEST, OutcomeService } from './outcome.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id/rating')
export class HelpRequestRatingController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly queries: HelpRequestQueries,
    private readonly ratings: RatingService,
  ) {}

  @Post()
  @Operation({
    summary: 'Rate the answer, once, when it has been accepted',
    by: ['requester'],
    errors: [
      'record.not_found',
      'workflow.not_a_party',
      'workflow.wrong_state',
      'ratings.already_rated',
      'ratings.too_late',
    ],
  })
  async rate(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: Rate): Promise<HelpRequestRating> {
    return withoutRater(await this.outcomes.rate(actor, id, body));
  }

  @Get()
  @Operation({ summary: 'Ratings of this request', errors: ['record.not_found'] })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HelpRequestRatingList> {
    await this.queries.get(actor, id);
    const ratings = await this.ratings.of(HELP_REQUEST, id);
    return { items: ratings.map((rating) => withoutRater(toRatingResponse(rating))) };
  }
}
