import { ApiProperty, PickType } from '@nestjs/swagger';
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
} from 'class-validator';
import { OpenEvent, openEventsOf, PageQuery } from '@nqi/shared/http';
import { type Role, roles } from '../actor';
import { PersonFacts } from '../memberships/membership.dto';
import type { InvitationRow } from './invitation.entity';
import { type Invitee, partiesOf } from './invitation.policy';
import { type InvitationState, invitationWorkflow } from './invitation.workflow';

export class Invite extends PickType(PersonFacts, ['phone']) {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(11) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];
}

/** Whoever holds the token of an invitation. */
export class InvitationToken {
  @IsString() @Matches(/^[\w-]{43}$/) @Length(43, 43) token: string;
}

/** A person without an account accepts: the phone is the invited one. */
export class AcceptAsNewPerson extends PersonFacts {
  @IsString() @Matches(/^[\w-]{43}$/) @Length(43, 43) token: string;
}

export class InvitationQuery extends PageQuery {
  @IsOptional() @IsIn(invitationWorkflow.states) state?: InvitationState;
}

/** What an invitation says to whoever holds its token. */
export class OpenedInvitation {
  organisationName: string;
  /** @example 138****8001 */
  phoneHint: string;
  roles: Role[];
  expiresAt: Date;
}

export class InvitationResponse extends OpenedInvitation {
  id: string;
  @ApiProperty({ enum: invitationWorkflow.states }) state: InvitationState;
  organisationId: string;
  invitedBy: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class IssuedInvitation extends InvitationResponse {
  /** To be handed to the person; shown this once and stored nowhere. */
  token: string;
}

export class InvitationList {
  items: InvitationResponse[];
  nextCursor: string | null;
}

export function toInvitationItem({ phoneKey: _, tokenHash: __, ...shown }: InvitationRow): InvitationResponse {
  return shown;
}

export function toInvitationResponse(person: Invitee, row: InvitationRow): InvitationResponse {
  const openEvents = openEventsOf(invitationWorkflow, row, partiesOf(person, row), `/v1/invitations/${row.id}`);
  return { ...toInvitationItem(row), openEvents };
}

export function toOpenedInvitation({
  organisationName,
  phoneHint,
  roles: offered,
  expiresAt,
}: InvitationRow): OpenedInvitation {
  return { organisationName, phoneHint, roles: offered, expiresAt };
}
