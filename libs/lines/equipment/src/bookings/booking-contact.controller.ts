import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { UnmaskContact, UnmaskedContact, UnmaskingService } from '@nqi/platform/personal-data';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { BOOKING_CONTACT_PHONE } from './booking.entity';
import { partiesOf } from './booking.policy';
import { BookingQueries } from './booking.queries';

/** The contact of a record, for those who work on it. */
@ApiTags('equipment-bookings')
@Allow()
@Names({ id: 'equipment_booking' })
@Controller('v1/equipment-bookings')
export class BookingContactController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly unmasking: UnmaskingService,
  ) {}

  @Post(':id/unmasking')
  @Unkept()
  @Operation({
    summary: "The contact's phone in full, for a party to the booking; the person can read who looked and why",
    by: ['requester', 'manager'],
    errors: ['record.not_found', 'access.forbidden'],
    status: 200,
  })
  async unmask(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: UnmaskContact,
  ): Promise<UnmaskedContact> {
    const booking = await this.queries.whole(actor, id);
    if (partiesOf(actor, booking).size === 0) throw new DomainError('access.forbidden');
    const place = { column: BOOKING_CONTACT_PHONE, id };
    return { contactPhone: await this.unmasking.contactPhone(actor, place, booking.contactPhone, reason) };
  }
}
