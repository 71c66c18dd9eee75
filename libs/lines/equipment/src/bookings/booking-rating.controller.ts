import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Rate, RatingList, RatingResponse, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { EQUIPMENT_BOOKING } from './booking.life';
import { BookingQueries } from './booking.queries';
import { BookingService } from './booking.service';

@ApiTags('equipment-bookings')
@Allow()
@Names({ id: 'equipment_booking' })
@Controller('v1/equipment-bookings/:id/rating')
export class BookingRatingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly queries: BookingQueries,
    private readonly ratings: RatingService,
  ) {}

  @Post()
  @Operation({
    summary: 'Rate the service, once, when it is settled; the booking is then closed',
    by: ['requester'],
    errors: [
      'record.not_found',
      'workflow.not_a_party',
      'workflow.wrong_state',
      'ratings.already_rated',
      'ratings.too_late',
    ],
  })
  rate(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: Rate): Promise<RatingResponse> {
    return this.bookings.rate(actor, id, body);
  }

  @Get()
  @Operation({ summary: 'Ratings of this booking', errors: ['record.not_found'] })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RatingList> {
    await this.queries.get(actor, id);
    return { items: (await this.ratings.of(EQUIPMENT_BOOKING, id)).map(toRatingResponse) };
  }
}
