import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { OpenHours } from '../calendar/open-hours';
import type { OpenRule } from '../calendar/open-rule';

export class OpenHoursFacts implements OpenHours {
  /** 1 Monday … 7 Sunday. */
  @IsInt() @Min(1) @Max(7) day: number;
  /** In city time. @example 08:00 */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) from: string;
  /** `24:00` is the end of the day. @example 18:00 */
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) to: string;
}

/** How equipment may be booked. Hours, minimum and maximum are multiples of the slot, which divides a day. */
export class OpenRuleFacts implements OpenRule {
  /** Without any, it is closed. */
  @IsArray()
  @ArrayMinSize(0)
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Type(() => OpenHoursFacts)
  weekly: OpenHoursFacts[];
  @IsInt() @Min(5) @Max(1440) slotMinutes: number;
  @IsInt() @Min(5) @Max(10_080) minMinutes: number;
  @IsInt() @Min(5) @Max(10_080) maxMinutes: number;
  @IsInt() @Min(0) @Max(2160) noticeHours: number;
  @IsInt() @Min(0) @Max(365) maxDaysAhead: number;
  @IsInt() @Min(0) @Max(1440) bufferBeforeMinutes: number;
  @IsInt() @Min(0) @Max(1440) bufferAfterMinutes: number;
  @IsBoolean() needsApproval: boolean;
  /** How many can use it at the same time. */
  @IsInt() @Min(1) @Max(50) places: number;
  /** Bookings that one person may have open at once. */
  @IsInt() @Min(1) @Max(1000) maxOpenBookings: number;
  /** Until how long before the start its user may cancel. */
  @IsInt() @Min(0) @Max(2160) cancelDeadlineHours: number;
}

export class OpenHoursResponse implements OpenHours {
  day: number;
  from: string;
  to: string;
}

export class OpenRuleResponse implements OpenRule {
  weekly: OpenHoursResponse[];
  slotMinutes: number;
  minMinutes: number;
  maxMinutes: number;
  noticeHours: number;
  maxDaysAhead: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  needsApproval: boolean;
  places: number;
  maxOpenBookings: number;
  cancelDeadlineHours: number;
}
