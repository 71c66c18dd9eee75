import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
import { OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { type Person, type Role, roles } from '../actor';
import type { JoinRequestRow } from './join-request.entity';
import { partiesOf } from './join-request.policy';
import { type JoinRequestState, joinRequestWorkflow } from './join-request.workflow';

/** Which organisation somebody asks to join: one of the two. */
export class AskToJoin {
  @IsOptional() @IsUUID() organisationId?: string;
  /** 统一社会信用代码. @example 91370602MA3CX7TE1D */
  @IsOptional() @IsString() @Length(15, 24) uscc?: string;
  /** For those who decide. @example 新入职的设备管理员 */
  @IsOptional() @IsString() @Length(1, 500) @Printable() note?: string;
}

/** What the person will be there. */
export class ApproveJoinRequest {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(11) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];
}

export class JoinRequestQuery extends PageQuery {
  @IsOptional() @IsIn(joinRequestWorkflow.states) state?: JoinRequestState;
}

export class JoinRequestResponse {
  id: string;
  @ApiProperty({ enum: joinRequestWorkflow.states }) state: JoinRequestState;
  organisationId: string;
  /** Of a claim the name as the claimant says it. */
  organisationName: string | null;
  userId: string;
  /** Name of the person. */
  name: string;
  /** Nobody speaks for the organisation yet: the platform decides, by evidence. */
  isClaim: boolean;
  note: string | null;
  /** Why it was refused. */
  reason: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class JoinRequestList {
  items: JoinRequestResponse[];
  nextCursor: string | null;
}

export function toJoinRequestItem({ statedName: _, ...shown }: JoinRequestRow): JoinRequestResponse {
  return shown;
}

export function toJoinRequestResponse(person: Person, request: JoinRequestRow): JoinRequestResponse {
  const parties = partiesOf(person, request);
  const openEvents = openEventsOf(joinRequestWorkflow, request, parties, `/v1/join-requests/${request.id}`);
  // Evidence is asked for where a claim is made; colleagues know each other.
  const open = openEvents.filter(({ event }) => request.isClaim || event !== 'submit_evidence');
  return { ...toJoinRequestItem(request), openEvents: open };
}
