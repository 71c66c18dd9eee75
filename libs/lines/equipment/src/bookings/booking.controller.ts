import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import type { ErrorCode } from '@nqi/shared/errors';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { BookingEntryService } from './booking-entry.service';
import { BookingList, BookingResponse, toBookingResponse, toBookingSummary } from './booking-response.dto';
import { BookingQuery, CancelBooking, CreateBooking, SubmitBooking } from './booking.dto';
import { BookingQueries } from './booking.queries';
import { BookingService } from './booking.service';
import { bookingWorkflow } from './booking.workflow';

/** What a wanted time may be refused for. */
const SLOT_ERRORS: readonly ErrorCode[] = [
  ...(['equipment.unknown_equipment', 'equipment.mixed_providers', 'equipment.under_maintenance'] as const),
  ...(['equipment.mode_not_offered', 'equipment.off_slot', 'equipment.bad_duration'] as const),
  ...(['equipment.short_notice', 'equipment.too_far_ahead', 'equipment.outside_hours'] as const),
  ...(['equipment.slot_taken', 'equipment.too_many_open_bookings'] as const),
];

/** The user's side of a booking. */
@ApiTags('equipment-bookings')
@Allow()
@ForKeys('bookings:write')
@Names({ id: 'equipment_booking' })
@Controller('v1/equipment-bookings')
export class BookingController {
  constructor(
    private readonly entry: BookingEntryService,
    private readonly bookings: BookingService,
    private readonly queries: BookingQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Operation({
    summary: 'Draft a booking: its time is held for some minutes',
    event: [bookingWorkflow, 'create'],
    errors: [
      ...SLOT_ERRORS,
      ...(['equipment.too_many_resources', 'equipment.not_priced'] as const),
      ...(['equipment.samples_needed', 'equipment.hazard_note_needed'] as const),
    ],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateBooking): Promise<BookingResponse> {
    return toBookingResponse(actor, this.queries.masked(await this.entry.create(actor, body)));
  }

  @Get()
  @Operation({
    summary: 'Bookings of the own organisation and of its equipment',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: BookingQuery): Promise<BookingList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toBookingSummary), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One booking', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<BookingResponse> {
    return toBookingResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a booking', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { providerId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('equipment_booking', id, actor.organisationId === providerId));
  }

  @Post(':id/submission')
  @Operation({
    summary: 'Submit a draft; where its hold has ended, the time is taken again if it is still free',
    event: [bookingWorkflow, 'submit'],
    errors: ['equipment.agreement_needed', ...SLOT_ERRORS],
    status: 200,
  })
  async submit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SubmitBooking,
  ): Promise<BookingResponse> {
    await this.entry.submit(actor, id, body);
    return this.get(actor, id);
  }

  @Post(':id/cancellation')
  @Operation({
    summary: 'Cancel; an approved booking until the deadline of its equipment',
    event: [bookingWorkflow, 'cancel'],
    errors: ['equipment.cancel_deadline_passed'],
    status: 200,
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: CancelBooking,
  ): Promise<BookingResponse> {
    await this.bookings.cancel(actor, id, reason);
    return this.get(actor, id);
  }
}
