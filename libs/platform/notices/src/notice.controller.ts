import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPerson, type Person, SignedIn } from '@nqi/platform/identity';
import type { Language } from '@nqi/shared/errors';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { CurrentLanguage } from './language.decorator';
import { NoticeKinds } from './notice-kinds';
import { NoticeList, NoticeQuery, NoticeResponse, ReadNotices, toNoticeResponse, UnreadNotices } from './notice.dto';
import { NoticeQueries } from './notice.queries';

const MOST_COUNTED = 1000;

@ApiTags('notices')
@SignedIn()
@Names({ id: 'notice' })
@Controller('v1/notices')
export class NoticeController {
  constructor(
    private readonly queries: NoticeQueries,
    private readonly kinds: NoticeKinds,
  ) {}

  @Get()
  @Operation({ summary: 'What I was told, the latest first', errors: ['request.bad_cursor'] })
  async list(
    @CurrentPerson() person: Person,
    @Query() query: NoticeQuery,
    @CurrentLanguage() language: Language,
  ): Promise<NoticeList> {
    const { items, nextCursor } = await this.queries.list(person, query);
    return { items: items.map((item) => toNoticeResponse(this.kinds, item, language)), nextCursor };
  }

  @Get('unread')
  @Operation({ summary: 'How much of it I have not read' })
  async unread(@CurrentPerson() person: Person): Promise<UnreadNotices> {
    return { unread: await this.queries.unread(person, MOST_COUNTED) };
  }

  @Post('reading')
  @Operation({ summary: 'I have read all of it', status: 200 })
  async readAll(@CurrentPerson() person: Person, @Body() { until }: ReadNotices): Promise<UnreadNotices> {
    await this.queries.readAll(person, until);
    return this.unread(person);
  }

  @Get(':id')
  @Operation({ summary: 'One notice of mine', errors: ['record.not_found'] })
  async get(
    @CurrentPerson() person: Person,
    @IdParam() id: string,
    @CurrentLanguage() language: Language,
  ): Promise<NoticeResponse> {
    return toNoticeResponse(this.kinds, await this.queries.get(person, id), language);
  }

  @Post(':id/reading')
  @Operation({ summary: 'I have read it', errors: ['record.not_found'], by: ['recipient'], status: 200 })
  async read(
    @CurrentPerson() person: Person,
    @IdParam() id: string,
    @CurrentLanguage() language: Language,
  ): Promise<NoticeResponse> {
    return toNoticeResponse(this.kinds, await this.queries.read(person, id), language);
  }
}
