import { ApiProperty } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IsOptional, ValidateBy } from 'class-validator';
import { IsDay } from '@nqi/shared/http';

const INSTANT =
  /^(19|20|21)\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant with its offset, such as `2026-12-01T09:00:00+08:00`; a day that does not exist is none. */
export function IsInstant(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && INSTANT.test(value) && isRealDay(value) && !Number.isNaN(Date.parse(value));
  const validator = { validate, defaultMessage: () => '$property must be an instant with its offset' };
  return applyDecorators(ValidateBy({ name: 'isInstant', validator }), ApiProperty({ format: 'date-time' }));
}

function isRealDay(value: string): boolean {
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

export class AvailabilityQuery {
  /** First day, in the city; default: today. @example 2026-12-01 */
  @IsOptional() @IsDay() from?: string;
  /** Last day, at most 30 days later; default: six days after the first. @example 2026-12-07 */
  @IsOptional() @IsDay() to?: string;
}

/** A time that can be booked. */
export class FreePeriod {
  startsAt: Date;
  endsAt: Date;
}

export class BusyBooking {
  id: string;
  number: string | null;
}

/** A time that is taken on one place, buffers included. */
export class BusyPeriod {
  place: number;
  /** `hold`, `pending`, `confirmed` or `closure`. */
  kind: string;
  startsAt: Date;
  endsAt: Date;
  /** Why it is closed. */
  reason: string | null;
  /** Only for the provider and for the organisation that booked. */
  booking: BusyBooking | null;
}

export class Availability {
  equipmentId: string;
  places: number;
  slotMinutes: number;
  fromOn: string;
  toOn: string;
  busy: BusyPeriod[];
  /** The longest periods that are open and free on a place. */
  free: FreePeriod[];
}
