import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { BookingResponse, toBookingResponse } from './booking-response.dto';
import { ApproveBooking, BreakDownBooking, RejectBooking } from './booking.dto';
import { BookingQueries } from './booking.queries';
import { BookingService } from './booking.service';
import { bookingWorkflow } from './booking.workflow';

/** The manager's decisions on a booking. */
@ApiTags('equipment-bookings')
@Allow()
@Names({ id: 'equipment_booking' })
@Controller('v1/equipment-bookings/:id')
export class BookingDecisionController {
  constructor(
    private readonly bookings: BookingService,
    private readonly queries: BookingQueries,
  ) {}

  @Post('approval')
  @Operation({ summary: 'Approve a booking', event: [bookingWorkflow, 'approve'], status: 200 })
  async approve(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ApproveBooking,
  ): Promise<BookingResponse> {
    await this.bookings.approve(actor, id, body);
    return this.answer(actor, id);
  }

  @Post('rejection')
  @Operation({ summary: 'Reject a booking; its time is free again', event: [bookingWorkflow, 'reject'], status: 200 })
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: RejectBooking,
  ): Promise<BookingResponse> {
    await this.bookings.reject(actor, id, reason);
    return this.answer(actor, id);
  }

  @Post('breakdown')
  @Operation({
    summary: 'Call an approved booking off: the provider cannot keep its word',
    event: [bookingWorkflow, 'break_down'],
    status: 200,
  })
  async breakDown(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: BreakDownBooking,
  ): Promise<BookingResponse> {
    await this.bookings.breakDown(actor, id, reason);
    return this.answer(actor, id);
  }

  @Post('closing')
  @Operation({ summary: 'Close a settled booking', event: [bookingWorkflow, 'close'], status: 200 })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<BookingResponse> {
    await this.bookings.close(actor, id);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<BookingResponse> {
    return toBookingResponse(actor, await this.queries.get(actor, id));
  }
}
