import { ApiProperty } from '@nestjs/swagger';
import { IsDay, PageQuery, Printable } from '@nqi/shared/http';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { CatalogueItem } from './verification-rules';

const purposes = ['trade_settlement', 'safety_protection', 'medical_health', 'environmental_monitoring'] as const;

export class CatalogueQuery extends PageQuery {
  /** Part of the item's name, or of a regulation's number or title. @example 压力 */
  @IsOptional() @IsString() @Length(1, 60) @Printable() q?: string;
  /** Items to be verified for this purpose. */
  @IsOptional() @IsIn(purposes) purpose?: (typeof purposes)[number];
  /** As it holds on this day; default: today. */
  @IsOptional() @IsDay() on?: string;
}

export class RegulationQuery extends PageQuery {
  /** Part of number or title. @example JJG 52 */
  @IsOptional() @IsString() @Length(1, 60) @Printable() q?: string;
  /** Editions in force on this day; default: every edition, past and future ones too. */
  @IsOptional() @IsDay() on?: string;
}

/** An edition of a verification regulation 检定规程. */
export class RegulationResponse {
  number: string;
  /** Without the year. */
  series: string;
  title: string;
  /** Null: it depends on the instrument, see `cycleRuleText`. */
  cycleMonths: number | null;
  cycleRuleText: string | null;
  effectiveFrom: string;
  effectiveTo: string | null;
  supersedes: string | null;
  source: string;
  /** high, medium or low. */
  confidence: string;
}

/** An item of the catalogue of instruments under mandatory management, as it holds on the day. */
export class CatalogueItemResponse {
  code: string;
  no: number;
  level1No: string | null;
  level2No: string | null;
  name: string;
  @ApiProperty({ enum: ['type_approval', 'verification', 'type_approval_and_verification'] })
  supervision: CatalogueItem['supervision'];
  /** How it is verified; null: type approval only. */
  mode: string | null;
  purposes: string[];
  scopeText: string | null;
  /** How it is verified, the usual regulation first. */
  regulations: RegulationResponse[];
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string;
  confidence: string;
}

export class CatalogueItemList {
  items: CatalogueItemResponse[];
  nextCursor: string | null;
}

export class RegulationList {
  items: RegulationResponse[];
  nextCursor: string | null;
}
