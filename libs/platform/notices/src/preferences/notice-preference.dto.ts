import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Language } from '@nqi/shared/errors';
import { type Channel, channels } from '../notice-kind';
import type { NoticeKinds } from '../notice-kinds';
import type { NoticePreference } from './notice-preference.entity';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** In city time; `from` after `to` spans midnight. */
export class QuietHours {
  /** @example 22:00 */
  @Matches(TIME) @MaxLength(5) from: string;
  /** @example 07:30 */
  @Matches(TIME) @MaxLength(5) to: string;
}

export class KindChoice {
  /** @example elevator_filing.accept */
  @IsString() @MaxLength(100) kind: string;
  /** None: only in the platform. */
  @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsIn(channels, { each: true }) channels: Channel[];
}

export class ChangeNoticePreferences {
  /** Of messages that leave the platform. */
  @IsOptional() @IsIn(['zh-CN', 'en']) language?: 'zh-CN' | 'en';
  /** Kinds that are left out stay as they are. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => KindChoice)
  kinds?: KindChoice[];
  /** Mail waits for their end; null: none. */
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @ValidateNested()
  @Type(() => QuietHours)
  quietHours?: QuietHours | null;
}

export class KindPreference {
  kind: string;
  /** In the language of Accept-Language. */
  title: string;
  @ApiProperty({ enum: channels, isArray: true }) channels: Channel[];
}

export class NoticePreferencesResponse {
  language: string;
  quietHours: QuietHours | null;
  kinds: KindPreference[];
}

export function toPreferencesResponse(
  known: NoticeKinds,
  wished: Omit<NoticePreference, 'userId' | 'updatedAt'>,
  language: Language,
): NoticePreferencesResponse {
  const { quietFrom: from, quietTo: to } = wished;
  return {
    language: wished.language,
    quietHours: from && to ? { from, to } : null,
    kinds: known.all().map(([kind, { zh, en, channels: usual = channels }]) => {
      return { kind, title: (language === 'en' ? en : zh).title, channels: [...(wished.channels[kind] ?? usual)] };
    }),
  };
}
