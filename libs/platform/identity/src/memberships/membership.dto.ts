import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsString, Length, Matches } from 'class-validator';
import { Printable } from '@nqi/shared/http';
import { type Role, roles } from '../actor';
import type { MembershipRow } from './membership.entity';

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

export class MembershipResponse {
  id: string;
  userId: string;
  /** Name of the person. */
  name: string;
  organisationId: string;
  roles: Role[];
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class MembershipList {
  items: MembershipResponse[];
  nextCursor: string | null;
}

export function toMembershipResponse(row: MembershipRow): MembershipResponse {
  const { id, userId, name, organisationId, roles: held, version, createdAt, updatedAt } = row;
  return { id, userId, name, organisationId, roles: held, version, createdAt, updatedAt };
}
