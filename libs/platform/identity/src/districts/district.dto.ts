import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsDay, PageQuery } from '@nqi/shared/http';

export class DistrictQuery extends PageQuery {
  /** Only those that were districts on this day. */
  @IsOptional() @IsDay() validOn?: string;
}

export class DistrictResponse {
  /** GB/T 2260, or of the statistics bureau. @example 370614 */
  code: string;
  /** @example 蓬莱区 */
  nameZh: string;
  /** @example Penglai District */
  nameEn: string;
  @ApiProperty({ enum: ['civil', 'statistical'] }) kind: string;
  @ApiProperty({ format: 'date' }) validFrom: string;
  /** The last day; null: until today. */
  @ApiProperty({ format: 'date', type: 'string', nullable: true }) validTo: string | null;
  /** The code of the district that it became part of. @example 370614 */
  mergedInto: string | null;
  /** Of its seat, WGS-84, decimal degrees, to about 100 m; null where it is not known. @example 120.754 */
  longitude: string | null;
  /** @example 37.81 */
  latitude: string | null;
}

export class DistrictList {
  items: DistrictResponse[];
  nextCursor: string | null;
}
