import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Language } from '@nqi/shared/errors';
import { NoticeResponse, toNoticeResponse } from '../notice.dto';
import type { Notice } from '../notice.entity';
import type { NoticeKinds } from '../notice-kinds';
import { writePosition } from './event-position';

export class EventsQuery {
  /** Id of the last event that has been seen; without it, only what comes from now on. */
  @IsOptional() @IsString() @MaxLength(40) after?: string;
  /** Seconds to wait for the first event, where there is none yet. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(25) wait?: number = 0;
}

export class EventResponse {
  /** Its place in the order of events; ask `after` it for what follows. */
  id: string;
  /** `notice`; more will come. */
  type: string;
  data: NoticeResponse;
}

export class EventList {
  items: EventResponse[];
  /** To go on with. */
  after: string;
}

export function toEventResponse(kinds: NoticeKinds, notice: Notice, language: Language): EventResponse {
  return { id: writePosition(notice), type: 'notice', data: toNoticeResponse(kinds, notice, language) };
}
