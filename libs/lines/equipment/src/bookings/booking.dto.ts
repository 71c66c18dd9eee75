import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { IsInstant } from '../calendar/period.dto';
import { type BookingMode, bookingModes } from '../fees/usage-fee';
import { type BookingState, bookingWorkflow } from './booking.workflow';

/** Classes that a manager may give to somebody from outside. */
const GRANTED = ['partner', 'external', 'sme'] as const;

export class CreateBooking {
  /** Equipment of one provider, all of it for the same time. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  equipmentIds: string[];
  @IsIn(bookingModes) mode: BookingMode;
  /** @example 2026-12-01T09:00:00+08:00 */
  @IsInstant() startsAt: string;
  /** @example 2026-12-01T12:00:00+08:00 */
  @IsInstant() endsAt: string;
  /** What for. @example 箱体零件平面度与孔位检测 */
  @IsString() @Length(1, 300) @NotBlank() @Printable() purpose: string;
  /** How many; by sample only. */
  @IsOptional() @IsInt() @Min(1) @Max(1000) samples?: number;
  /** How they are kept and handled. */
  @IsOptional() @IsString() @MaxLength(300) @Printable() sampleNote?: string;
  /** What becomes of them; by sample only. */
  @IsOptional() @IsIn(['returned', 'disposed']) sampleReturn?: 'returned' | 'disposed';
  /** Toxic, flammable, explosive, corrosive, radioactive or infectious. */
  @IsOptional() @IsBoolean() isHazardous?: boolean;
  /** What the hazard is and how it is met; needed for hazardous samples. */
  @IsOptional() @IsString() @MaxLength(300) @Printable() hazardNote?: string;
  @IsOptional() @IsString() @Matches(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/) contactPhone?: string;
}

export class SubmitBooking {
  /** Consent to the provider's sharing rules; nothing is submitted without it. */
  @IsBoolean() acceptsAgreement: boolean;
}

export class ApproveBooking {
  /** Of a user from outside; kept where it is not given. */
  @IsOptional() @IsIn(GRANTED) userClass?: (typeof GRANTED)[number];
}

export class RejectBooking {
  @IsString() @Length(1, 500) @NotBlank() reason: string;
}

export class CancelBooking {
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class BreakDownBooking {
  /** What its user is told. */
  @IsString() @Length(1, 500) @NotBlank() reason: string;
}

export class SubmitFee {
  /** Fewer minutes than were used, for example when a session was not ended; default: those of the usage records. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000) minutes?: number;
  /** Samples that were run; default: as booked. */
  @IsOptional() @IsInt() @Min(1) @Max(1000) samples?: number;
  @IsOptional() @IsIn(GRANTED) userClass?: (typeof GRANTED)[number];
  /** What came of it, and where the data is. */
  @IsOptional() @IsString() @MaxLength(500) @Printable() resultNote?: string;
}

export class BookingQuery extends PageQuery {
  @IsOptional() @IsIn(bookingWorkflow.states) state?: BookingState;
  @IsOptional() @IsUUID() equipmentId?: string;
  @IsOptional() @IsUUID() organisationId?: string;
  @IsOptional() @IsUUID() providerId?: string;
  @IsOptional() @IsString() @Length(1, 30) @Printable() number?: string;
  /** Starting on this day in the city or later. */
  @IsOptional() @IsDay() from?: string;
  /** Starting on this day or earlier. */
  @IsOptional() @IsDay() to?: string;
  @IsOptional() @IsIn(['createdAt', '-createdAt', 'startsAt', '-startsAt']) sort?: string = '-createdAt';
}
