import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsDay, PageQuery } from '@nqi/shared/http';
import type { AppointmentWindow } from './window.entity';

export class OpenWindow {
  /** @example 2026-03-09 */
  @IsDay() onDay: string;
  /** City time. @example 08:30 */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) fromTime: string;
  /** @example 11:30 */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) toTime: string;
  /** Orders that can be delivered. */
  @IsInt() @Min(1) @Max(1000) capacity: number;
}

export class ChangeWindow {
  /** Not below what is booked. */
  @IsOptional() @IsInt() @Min(1) @Max(1000) capacity?: number;
  /** False: no new orders; those that have a place keep it. */
  @IsOptional() @IsBoolean() isOpen?: boolean;
}

export class WindowQuery extends PageQuery {
  @IsUUID() laboratoryId: string;
  /** Default: today. */
  @IsOptional() @IsDay() from?: string;
  @IsOptional() @IsDay() to?: string;
  /** `true`: only open windows with a place left. */
  @IsOptional() @IsIn(['true', 'false']) hasRoom?: 'true' | 'false';
}

export class AppointmentWindowResponse {
  id: string;
  laboratoryId: string;
  onDay: string;
  fromTime: string;
  toTime: string;
  capacity: number;
  booked: number;
  free: number;
  isOpen: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class AppointmentWindowList {
  items: AppointmentWindowResponse[];
  nextCursor: string | null;
}

export function toWindowResponse(window: AppointmentWindow): AppointmentWindowResponse {
  const { id, laboratoryId, onDay, fromTime, toTime, capacity, booked, isOpen } = window;
  const { version, createdAt, updatedAt } = window;
  return {
    ...{ id, laboratoryId, onDay, fromTime, toTime, capacity, booked, free: capacity - booked, isOpen },
    ...{ version, createdAt, updatedAt },
  };
}
