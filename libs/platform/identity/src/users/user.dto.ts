import { ApiProperty } from '@nestjs/swagger';
import { OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { Actor } from '../actor';
import { MyOrganisation } from '../me/me.dto';
import { partiesOf } from './user.policy';
import type { User } from './user.entity';
import { type UserState, userWorkflow } from './user.workflow';

/** As much of an account as anybody but its owner gets to see. */
export const SHOWN = ['id', 'state', 'name', 'version', 'createdAt', 'updatedAt'] as const;

export type UserRecord = Pick<User, (typeof SHOWN)[number]> & { organisations: MyOrganisation[] };

export class UserQuery extends PageQuery {
  /** Who belongs to this organisation. */
  @IsOptional() @IsUUID() organisationId?: string;
}

export class ChangeStanding {
  /** Why; kept in the history of the account. @example 账号被他人使用 */
  @IsString() @Length(1, 500) @Printable() reason: string;
}

/** An account and where its person belongs. */
export class UserResponse {
  id: string;
  @ApiProperty({ enum: userWorkflow.states }) state: UserState;
  name: string;
  organisations: MyOrganisation[];
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class UserList {
  items: UserResponse[];
  nextCursor: string | null;
}

export function toUserSummary(user: UserRecord): UserResponse {
  const { id, state, name, organisations, version, createdAt, updatedAt } = user;
  return { id, state, name, organisations, version, createdAt, updatedAt };
}

export function toUserResponse(actor: Actor, user: UserRecord): UserResponse {
  const openEvents = openEventsOf(userWorkflow, user, partiesOf(actor, user), `/v1/users/${user.id}`);
  return { ...toUserSummary(user), openEvents };
}
