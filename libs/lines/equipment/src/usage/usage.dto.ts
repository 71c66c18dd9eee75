import { ApiProperty } from '@nestjs/swagger';
import { IsBooleanString, IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, PageQuery } from '@nqi/shared/http';
import { type BookingMode, bookingModes, type UserClass, userClasses } from '../fees/usage-fee';

export class UsageQuery extends PageQuery {
  @IsOptional() @IsUUID() equipmentId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsIn(userClasses) userClass?: UserClass;
  /** `true`: not ended yet. */
  @IsOptional() @IsBooleanString() isRunning?: string;
  /** Begun on this day in the city or later. */
  @IsOptional() @IsDay() from?: string;
  /** Begun on this day or earlier. */
  @IsOptional() @IsDay() to?: string;
  @IsOptional() @IsIn(['startedAt', '-startedAt']) sort?: string = '-startedAt';
}

/** 使用记录 of one piece of equipment. */
export class UsageResponse {
  id: string;
  bookingId: string;
  bookingNumber: string | null;
  equipmentId: string;
  equipmentName: string;
  providerId: string;
  organisationId: string;
  organisationName: string;
  userId: string;
  place: number;
  @ApiProperty({ enum: bookingModes }) mode: BookingMode;
  @ApiProperty({ enum: userClasses }) userClass: UserClass;
  purpose: string;
  bookedFrom: Date;
  bookedTo: Date;
  startedAt: Date;
  /** Null while it is being used. */
  endedAt: Date | null;
  effectiveMinutes: number | null;
  /** Beyond the booked end. */
  overrunMinutes: number | null;
  samples: number | null;
  resultNote: string | null;
  feeFen: number | null;
  createdAt: Date;
  updatedAt: Date;
}

export class UsageList {
  items: UsageResponse[];
  nextCursor: string | null;
}

/** A usage record has no field that its readers may not see, so that the row is the answer. */
export function toUsageResponse(row: UsageResponse): UsageResponse {
  return { ...row };
}
