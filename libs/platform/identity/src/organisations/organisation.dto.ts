import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
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
  Matches,
  MaxLength,
} from 'class-validator';
import { NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { capabilities, type Capability, type Person } from '../actor';
import type { Organisation } from './organisation.entity';
import { partiesOf, readsAll } from './organisation.policy';
import { type OrganisationState, organisationWorkflow } from './organisation.workflow';

/** The facts of an organisation that anybody may state. */
export class OrganisationFacts {
  /** As in the business licence. @example 烟台安居物业服务有限公司 */
  @IsString() @Length(2, 100) @Printable() name: string;
  /** 统一社会信用代码, 18 characters. @example 91370602MA3CX7TE1D */
  @IsString() @Length(15, 24) uscc: string;
  /** District (GB/T 2260) of its seat. @example 370602 */
  @IsOptional() @IsString() @Length(6, 6) districtCode?: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() address?: string;
  /** WGS-84, decimal degrees, east is positive; together with `latitude`. @example 121.391382 */
  @IsOptional() @IsString() @Matches(/^-?(180(\.0{1,8})?|(1[0-7]\d|\d{1,2})(\.\d{1,8})?)$/) longitude?: string;
  /** WGS-84, decimal degrees, north is positive; together with `longitude`. @example 37.539297 */
  @IsOptional() @IsString() @Matches(/^-?(90(\.0{1,8})?|[0-8]?\d(\.\d{1,8})?)$/) latitude?: string;
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

/** What an administrator changes; null takes a fact away. The code never changes: another code is another enterprise. */
export class ChangeOrganisation extends PartialType(
  PickType(CreateOrganisation, [
    ...(['name', 'nameEn', 'districtCode', 'address', 'longitude', 'latitude', 'phone'] as const),
  ]),
) {}

/** Why a reviewer decided so; the organisation's own people read it. */
export class ReviewReason {
  @IsString() @Length(1, 500) @NotBlank() reason: string;
}

export class OrganisationQuery extends PageQuery {
  /** Part of the name, or the whole unified social credit code. */
  @IsOptional() @IsString() @Length(1, 50) q?: string;
  @IsOptional() @IsIn(capabilities) capability?: Capability;
  @IsOptional() @IsIn(organisationWorkflow.states) state?: OrganisationState;
}

export class OrganisationResponse {
  id: string;
  /** `verified`: the platform has seen who it is. */
  @ApiProperty({ enum: organisationWorkflow.states }) state: OrganisationState;
  name: string;
  nameEn: string | null;
  uscc: string | null;
  capabilities: Capability[];
  districtCode: string | null;
  address: string | null;
  longitude: string | null;
  latitude: string | null;
  phone: string | null;
  verifiedAt: Date | null;
  /** Why it was returned, frozen or cancelled; for its administrators and the platform. */
  reviewNote: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class OrganisationList {
  items: OrganisationResponse[];
  nextCursor: string | null;
}

/** @param person who reads; null: one who has just registered it */
export function toOrganisationItem(person: Person | null, organisation: Organisation): OrganisationResponse {
  const { isUsccOverridden: _, reviewNote, ...shown } = organisation;
  return { ...shown, reviewNote: person && readsAll(person, organisation) ? reviewNote : null };
}

export function toOrganisationResponse(person: Person, organisation: Organisation): OrganisationResponse {
  const address = `/v1/organisations/${organisation.id}`;
  const events = openEventsOf(organisationWorkflow, organisation, partiesOf(person, organisation), address);
  // What never was verified is returned instead, see OnboardingService.unfreeze.
  const openEvents = events.filter(({ event }) => event !== 'unfreeze' || organisation.verifiedAt);
  return { ...toOrganisationItem(person, organisation), openEvents };
}
