import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { BookingResponse, toBookingResponse } from '../bookings/booking-response.dto';
import { SubmitFee } from '../bookings/booking.dto';
import { BookingQueries } from '../bookings/booking.queries';
import { bookingWorkflow } from '../bookings/booking.workflow';
import { FeeService } from '../fees/fee.service';
import { UsageService } from './usage.service';

/** The use of a booking and what it costs. */
@ApiTags('equipment-bookings')
@Allow()
@Names({ id: 'equipment_booking' })
@Controller('v1/equipment-bookings/:id')
export class BookingUseController {
  constructor(
    private readonly usage: UsageService,
    private readonly fees: FeeService,
    private readonly queries: BookingQueries,
  ) {}

  @Post('start')
  @Operation({
    summary: 'Start to use the equipment',
    event: [bookingWorkflow, 'start'],
    errors: ['equipment.not_start_time', 'equipment.still_in_use'],
    status: 200,
  })
  async start(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<BookingResponse> {
    await this.usage.start(actor, id);
    return this.answer(actor, id);
  }

  @Post('finish')
  @Operation({ summary: 'End the use', event: [bookingWorkflow, 'finish'], status: 200 })
  async finish(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<BookingResponse> {
    await this.usage.finish(actor, id);
    return this.answer(actor, id);
  }

  @Post('fee-submission')
  @Operation({
    summary: 'Submit the fee by the prices in force; the usage statement is drafted',
    event: [bookingWorkflow, 'submit_fee'],
    errors: ['equipment.minutes_above_use', 'equipment.samples_needed', 'equipment.not_priced', 'reports.unprintable'],
    status: 200,
  })
  async submitFee(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SubmitFee,
  ): Promise<BookingResponse> {
    await this.fees.submit(actor, id, body);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<BookingResponse> {
    return toBookingResponse(actor, await this.queries.get(actor, id));
  }
}
