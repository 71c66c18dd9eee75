import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { type Person, type Role, roles } from '../actor';
import type { MembershipRow } from './membership.entity';
import { partiesOf } from './membership.policy';
import { type MembershipState, membershipWorkflow } from './membership.workflow';

/** A person as entered once. */
export class PersonFacts {
  /** @example 物业经办人 */
  @IsString() @Length(1, 50) @Printable() name: string;
  /** Mainland mobile number. @example 13800138001 */
  @IsString() @Matches(/^1[3-9]\d{9}$/) phone: string;
  /** At least 8 characters; to be changed by the person. */
  @IsString() @Length(8, 128) password: string;
}

export class CreateMembership extends PersonFacts {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(11) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];
}

export class ChangeMembership {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(11) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];
}

/** Why somebody leaves, for the timeline. */
export class Departure {
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class MembershipQuery extends PageQuery {
  /** `ended`: those who have left. */
  @IsOptional() @IsIn(membershipWorkflow.states) state?: MembershipState = 'active';
}

export class MembershipResponse {
  id: string;
  @ApiProperty({ enum: membershipWorkflow.states }) state: MembershipState;
  userId: string;
  /** Name of the person. */
  name: string;
  organisationId: string;
  roles: Role[];
  endedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class MembershipList {
  items: MembershipResponse[];
  nextCursor: string | null;
}

export function toMembershipItem(row: MembershipRow): MembershipResponse {
  const { id, state, userId, name, organisationId, roles: held, endedAt, version, createdAt, updatedAt } = row;
  return { id, state, userId, name, organisationId, roles: held, endedAt, version, createdAt, updatedAt };
}

export function toMembershipResponse(person: Person, row: MembershipRow): MembershipResponse {
  const openEvents = openEventsOf(membershipWorkflow, row, partiesOf(person, row), `/v1/memberships/${row.id}`);
  return { ...toMembershipItem(row), openEvents };
}
