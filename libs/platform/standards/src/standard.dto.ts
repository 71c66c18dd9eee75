import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { type StandardLevel, standardLevels } from '@nqi/shared/text';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUrl, Length, Matches, MaxLength } from 'class-validator';
import { adoptionDegrees, confidences, type Standard, type StandardStatus, standardStatuses } from './standard.entity';

/** What an operator knows of a standard; texts stay with their publisher. */
export class StandardEntry {
  /** However it is typed; of a law its name. @example GB/T 19001-2016 */
  @IsString() @Length(3, 60) @NotBlank() @Printable() number: string;
  /** The number is that of a law or another rule without a standard's number. */
  @IsOptional() @IsIn(['law']) level?: 'law';
  @IsString() @Length(2, 200) @NotBlank() @Printable() title: string;
  @IsOptional() @IsString() @MaxLength(300) @Printable() titleEn?: string;
  @IsOptional() @IsDay() issuedOn?: string;
  @IsDay() effectiveOn: string;
  /** The first day on which it no longer holds. */
  @IsOptional() @IsDay() abolishedOn?: string;
  /** Numbers of its predecessors. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(3, 60, { each: true })
  replaces?: string[];
  /** Number of the international standard that it adopts, with `adoptionDegree`. @example ISO 9001:2015 */
  @IsOptional() @IsString() @Length(3, 60) @Printable() adopts?: string;
  @IsOptional() @IsIn(adoptionDegrees) adoptionDegree?: Standard['adoptionDegree'];
  /** International classification. @example 03.120.10 */
  @IsOptional() @Matches(/^\d{2}(\.\d{3}(\.\d{2})?)?$/) ics?: string;
  /** Chinese classification. @example A00 */
  @IsOptional() @Matches(/^[A-Z]\d{2}$/) ccs?: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() department?: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() committee?: string;
  /** Where its text may be read. @example https://openstd.samr.gov.cn */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true })
  url?: string;
  /** Where these facts are from. @example 市场监管总局 2026 年第 6 号公告 */
  @IsString() @Length(1, 200) @NotBlank() @Printable() source: string;
  @IsIn(confidences) confidence: Standard['confidence'];
}

/** A number never changes: another one is another standard. Null takes a fact away. */
export class StandardChange extends PartialType(OmitType(StandardEntry, ['number', 'level'])) {}

const levels = [...standardLevels, 'law'] as const;

export class StandardListQuery extends PageQuery {
  /** Words, their sound or a number, with or without its year. @example GBT19001 */
  @IsOptional() @IsString() @Length(1, 100) @Printable() q?: string;
  @IsOptional() @IsIn(levels) level?: StandardLevel | 'law';
  @IsOptional() @IsIn(standardStatuses) status?: StandardStatus;
  /** The day of which `status` is asked; default: today. */
  @IsOptional() @IsDay() on?: string;
  @IsOptional() @IsIn(['number', '-number', 'effectiveOn', '-effectiveOn']) sort?: string = 'number';
}

/** A standard before or after this one. */
export class StandardLink {
  number: string;
  /** Null: it is not in the list. */
  id: string | null;
}

export class StandardResponse {
  id: string;
  number: string;
  series: string;
  @ApiProperty({ enum: levels }) level: StandardLevel | 'law';
  /** Today, or on the day that was asked of. */
  @ApiProperty({ enum: standardStatuses }) status: StandardStatus;
  title: string;
  titleEn: string | null;
  issuedOn: string | null;
  effectiveOn: string;
  abolishedOn: string | null;
  replaces: StandardLink[];
  replacedBy: StandardLink[];
  adopts: string | null;
  @ApiProperty({ enum: adoptionDegrees, nullable: true, type: String }) adoptionDegree: Standard['adoptionDegree'];
  ics: string | null;
  ccs: string | null;
  department: string | null;
  committee: string | null;
  url: string | null;
  source: string;
  @ApiProperty({ enum: confidences }) confidence: Standard['confidence'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class StandardList {
  items: StandardResponse[];
  nextCursor: string | null;
}
