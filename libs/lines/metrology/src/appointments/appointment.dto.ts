import { IsUUID } from 'class-validator';
import { IsDay } from '@nqi/shared/http';

export class BookWindow {
  /** See GET /v1/appointment-windows. */
  @IsUUID() windowId: string;
}

export class AgreeVisit {
  /** Today or later. @example 2026-03-12 */
  @IsDay() visitOn: string;
}
