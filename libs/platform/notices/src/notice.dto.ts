import { ApiProperty } from '@nestjs/swagger';
import type { Language } from '@nqi/shared/errors';
import { PageQuery } from '@nqi/shared/http';
import { IsDateString, IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import type { Notice } from './notice.entity';
import type { NoticeKinds } from './notice-kinds';
import { type Facts, wordingOf } from './wording';

export class NoticeQuery extends PageQuery {
  /** `true`: only what has not been read. */
  @IsOptional() @IsIn(['true', 'false']) unread?: 'true' | 'false';
  /** Only what I am told as a member of this organisation. */
  @IsOptional() @IsUUID() organisationId?: string;
}

export class ReadNotices {
  /** Notices that came later stay unread; without it, all are read. */
  @IsOptional() @IsDateString({ strict: true }) @MaxLength(40) until?: string;
}

/** What I am told. */
export class NoticeResponse {
  id: string;
  /** As whose member I am told; null: as myself. */
  organisationId: string | null;
  /** What happened to what, for example `elevator_filing.accept`; more kinds will come. */
  kind: string;
  subjectType: string;
  subjectId: string;
  /** In the language of Accept-Language. */
  title: string;
  text: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) facts: Facts;
  /** Where the record is read. */
  href: string;
  createdAt: Date;
  readAt: Date | null;
}

export class NoticeList {
  items: NoticeResponse[];
  nextCursor: string | null;
}

export class UnreadNotices {
  /** Counted to 1,000 at most. */
  unread: number;
}

export function toNoticeResponse(kinds: NoticeKinds, notice: Notice, language: Language): NoticeResponse {
  const { id, organisationId, kind, subjectType, subjectId, facts, href, createdAt, readAt } = notice;
  const wording = wordingOf(kinds.get(kind), facts, language);
  return { id, organisationId, kind, subjectType, subjectId, ...wording, facts, href, createdAt, readAt };
}
