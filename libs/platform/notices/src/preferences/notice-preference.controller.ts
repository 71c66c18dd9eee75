import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPerson, type Person, SignedIn } from '@nqi/platform/identity';
import type { Language } from '@nqi/shared/errors';
import { Operation } from '@nqi/shared/http';
import { CurrentLanguage } from '../language.decorator';
import { NoticeKinds } from '../notice-kinds';
import { ChangeNoticePreferences, NoticePreferencesResponse, toPreferencesResponse } from './notice-preference.dto';
import { NoticePreferenceService } from './notice-preference.service';

@ApiTags('notices')
@SignedIn()
@Controller('v1/notice-preferences')
export class NoticePreferenceController {
  constructor(
    private readonly preferences: NoticePreferenceService,
    private readonly kinds: NoticeKinds,
  ) {}

  @Get()
  @Operation({ summary: 'How I want to be told of what' })
  async get(
    @CurrentPerson() { userId }: Person,
    @CurrentLanguage() language: Language,
  ): Promise<NoticePreferencesResponse> {
    return toPreferencesResponse(this.kinds, await this.preferences.of(userId), language);
  }

  @Put()
  @Operation({ summary: 'Choose ways out by kind, quiet hours and language', errors: ['notices.unknown_kind'] })
  async change(
    @CurrentPerson() person: Person,
    @Body() { kinds, ...wishes }: ChangeNoticePreferences,
    @CurrentLanguage() language: Language,
  ): Promise<NoticePreferencesResponse> {
    const channels = kinds && Object.fromEntries(kinds.map((one) => [one.kind, one.channels]));
    await this.preferences.change(person.userId, { ...wishes, channels });
    return this.get(person, language);
  }
}
