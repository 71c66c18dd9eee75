import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { PageQuery, Printable } from '@nqi/shared/http';
import { capabilities, type Capability } from '../actor';
import type { Organisation } from './organisation.entity';

/** The facts of an organisation that anybody may state. */
export class OrganisationFacts {
  /** As in the business licence. @example 烟台安居物业服务有限公司 */
  @IsString() @Length(2, 100) @Printable() name: string;
  /** 统一社会信用代码, 18 characters. @example 91370602MA3CX7TE1D */
  @IsString() @Length(15, 24) uscc: string;
  /** District (GB/T 2260) of its seat. @example 370602 */
  @IsOptional() @IsString() @Length(6, 6) districtCode?: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() address?: string;
  /** Phone of the office. */
  @IsOptional() @IsString() @MaxLength(30) @Printable() phone?: string;
}

/** What the platform's staff enters. */
export class CreateOrganisation extends OrganisationFacts {
  @IsOptional() @IsString() @MaxLength(200) @Printable() nameEn?: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(capabilities, { each: true })
  capabilities: Capability[];
  /** Accept a code that fails its check, as genuine early codes do. */
  @IsOptional() @IsBoolean() isUsccOverridden?: boolean;
}

export class OrganisationQuery extends PageQuery {
  /** Part of the name, or the whole unified social credit code. */
  @IsOptional() @IsString() @Length(1, 50) q?: string;
  @IsOptional() @IsIn(capabilities) capability?: Capability;
}

export class OrganisationResponse {
  id: string;
  name: string;
  nameEn: string | null;
  uscc: string | null;
  capabilities: Capability[];
  districtCode: string | null;
  address: string | null;
  phone: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class OrganisationList {
  items: OrganisationResponse[];
  nextCursor: string | null;
}

export function toOrganisationResponse(organisation: Organisation): OrganisationResponse {
  const { id, name, nameEn, uscc, capabilities: held, districtCode, address, phone } = organisation;
  const { version, createdAt, updatedAt } = organisation;
  return { id, name, nameEn, uscc, capabilities: held, districtCode, address, phone, version, createdAt, updatedAt };
}
