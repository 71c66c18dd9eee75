import { ApiProperty } from '@nestjs/swagger';
import { IsDecimalText, IsUnit, PageQuery, Printable } from '@nqi/shared/http';
import { type WayOfFinding, waysOfFinding } from '@nqi/shared/text';
import { quantities, type Quantity } from '@nqi/shared/units';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';

/** What somebody looks for; `q`, `quantity` or `unit` has to be there. */
export class SearchQuery extends PageQuery {
  /** Words, their sound (`dianti`, `dt`), a code or a number. @example 三坐标 */
  @IsOptional() @IsString() @Length(1, 100) @Printable() q?: string;
  /** Only what is such, see `facets.kinds`. @example equipment */
  @IsOptional() @IsString() @Length(1, 40) @Printable() kind?: string;
  /** Only what is in this district (GB/T 2260), or in one inside it. @example 370600 */
  @IsOptional() @IsString() @Matches(/^[1-8]\d{5}$/) districtCode?: string;
  /** Longitude and latitude (WGS-84): what is near comes first. @example 121.391382,37.539297 */
  @IsOptional() @IsString() @Matches(/^-?\d{1,3}(\.\d{1,8})?,-?\d{1,2}(\.\d{1,8})?$/) near?: string;
  /** Not further from `near`. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) withinKm?: number;
  /** Only what measures it; follows from a unit. @example length */
  @IsOptional() @IsIn(quantities) quantity?: Quantity;
  /** Only whose range has this value. @example 0.8 */
  @IsOptional() @MaxLength(26) @IsDecimalText({ signed: true }) value?: string;
  /** Of `value`. @example m */
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() unit?: string;
  /** Only whose expanded uncertainty, there if `value` is given, is not larger. @example 2 */
  @IsOptional() @MaxLength(25) @IsDecimalText() maxU?: string;
  /** Of `maxU`. @example um */
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() uUnit?: string;
}

/** A part of a text that was asked for, in UTF-16 units from its beginning. */
export class HighlightResponse {
  start: number;
  end: number;
}

/** Why a record stands where it stands; the points add up to the total. */
export class ScoreResponse {
  total: number;
  /** How the question was read when it found the record; null where only a capability was asked for. */
  @ApiProperty({ enum: waysOfFinding, nullable: true, type: String }) by: WayOfFinding | null;
  /** For how it was found, for where it stands in the title, and for being near. */
  @ApiProperty({
    type: 'object',
    properties: { found: N(), title: N(), near: N() },
    required: ['found', 'title', 'near'],
  })
  parts: ScoreParts;
}

export type PointOf = 'organisation' | 'district';

export interface ScoreParts {
  found: number;
  title: number;
  near: number;
}

function N(): { type: 'number' } {
  return { type: 'number' };
}

export class FoundOrganisation {
  id: string;
  name: string;
}

/** A record that was found; `href` opens it for this reader. */
export class SearchHit {
  kind: string;
  id: string;
  href: string;
  title: string;
  /** The text around what was asked for. */
  snippet: string;
  titleHighlights: HighlightResponse[];
  snippetHighlights: HighlightResponse[];
  /** Codes and numbers of the record. */
  codes: string[];
  organisation: FoundOrganisation | null;
  districtCode: string | null;
  /** From `near`, as far as it is known where the record is, see `pointOf`. */
  distanceKm: number | null;
  /** Whose point stands for the record's: its organisation's own, or only the seat of its district. Null: neither is known. */
  @ApiProperty({ enum: ['organisation', 'district'], nullable: true, type: String }) pointOf: PointOf | null;
  /** Whether every member finds it, or only those whom it concerns. */
  @ApiProperty({ enum: ['members', 'parties'] }) visibility: 'members' | 'parties';
  /** Where its facts are from, where the organisation itself did not enter them. */
  source: string | null;
  score: ScoreResponse;
  updatedAt: Date;
}

export class FacetResponse {
  value: string;
  count: number;
  /** Whether there may be more than were counted. */
  isBounded: boolean;
}

export class SearchFacets {
  kinds: FacetResponse[];
  districts: FacetResponse[];
}

export class SearchResponse {
  items: SearchHit[];
  nextCursor: string | null;
  /** On the first page only: of everything that was found, by kind (whichever is chosen) and by district. */
  facets: SearchFacets | null;
}
