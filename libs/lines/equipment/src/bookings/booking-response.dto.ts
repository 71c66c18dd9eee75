import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { type BookingMode, bookingModes, type UsageFeeLine, type UserClass, userClasses } from '../fees/usage-fee';
import { partiesOf } from './booking.policy';
import type { BookingRecord, ListedBooking } from './booking.queries';
import { type BookingState, bookingWorkflow } from './booking.workflow';

/** Equipment as it is named on a booking. */
export class BookedEquipment {
  id: string;
  name: string;
  innerNo: string;
}

export class UsageFeeLabel {
  zh: string;
  en: string;
}

/** One line of a fee; money in fen. */
export class UsageFeeLineResponse implements UsageFeeLine {
  @ApiProperty({ enum: ['setup', 'per_hour', 'operator_per_hour', 'per_sample'] }) code: UsageFeeLine['code'];
  label: UsageFeeLabel;
  quantity: number;
  unitFen: number;
  amountFen: number;
}

export class BookingSummary {
  id: string;
  /** Null until it is submitted. */
  number: string | null;
  @ApiProperty({ enum: bookingWorkflow.states }) state: BookingState;
  @ApiProperty({ enum: bookingModes }) mode: BookingMode;
  providerId: string;
  organisationId: string;
  bookedById: string;
  equipment: BookedEquipment[];
  startsAt: Date;
  endsAt: Date;
  /** Until when a draft holds its time; null once it is submitted. */
  holdExpiresAt: Date | null;
  purpose: string;
  estimateFen: number | null;
  feeFen: number | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class BookingResponse extends BookingSummary {
  @ApiProperty({ enum: userClasses }) userClass: UserClass;
  samples: number | null;
  sampleNote: string | null;
  @ApiProperty({ type: String, enum: ['returned', 'disposed'], nullable: true }) sampleReturn: string | null;
  isHazardous: boolean;
  hazardNote: string | null;
  contactPhone: string | null;
  feeLines: UsageFeeLineResponse[] | null;
  resultNote: string | null;
  reason: string | null;
  /** The usage statement. */
  reportId: string | null;
  submittedAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  /** From then on it can be paid. */
  statementIssuedAt: Date | null;
}

export class BookingList {
  items: BookingSummary[];
  nextCursor: string | null;
}

export function toBookingSummary(booking: ListedBooking): BookingSummary {
  const { id, number, state, mode, providerId, organisationId, bookedById, equipment, startsAt, endsAt } = booking;
  const { holdExpiresAt, purpose, estimateFen, feeFen, version, createdAt, updatedAt } = booking;
  return {
    ...{ id, number, state, mode, providerId, organisationId, bookedById, equipment, startsAt, endsAt },
    ...{ holdExpiresAt, purpose, estimateFen, feeFen, version, createdAt, updatedAt },
  };
}

export function toBookingResponse(actor: Actor, booking: BookingRecord): BookingResponse {
  const address = `/v1/equipment-bookings/${booking.id}`;
  return {
    ...toBookingSummary(booking),
    ...toDetails(booking),
    openEvents: openEventsOf(bookingWorkflow, booking, partiesOf(actor, booking), address),
  };
}

function toDetails(booking: BookingRecord): Omit<BookingResponse, keyof BookingSummary> {
  const { userClass, samples, sampleNote, sampleReturn, isHazardous, hazardNote, contactPhone, feeLines } = booking;
  const { resultNote, reason, reportId, submittedAt, startedAt, endedAt, statementIssuedAt } = booking;
  return {
    ...{ userClass, samples, sampleNote, sampleReturn, isHazardous, hazardNote, contactPhone, feeLines },
    ...{ resultNote, reason, reportId, submittedAt, startedAt, endedAt, statementIssuedAt },
  };
}
