import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { IsInstant } from '../calendar/period.dto';
import type { EquipmentClosure } from './closure.entity';
import { partiesOf } from './closure.policy';
import { type ClosureState, closureWorkflow } from './closure.workflow';

export class CreateClosure {
  @IsUUID() equipmentId: string;
  /** @example 2026-12-01T08:00:00+08:00 */
  @IsInstant() startsAt: string;
  /** Not in the past, and at most a year after the start. @example 2026-12-02T18:00:00+08:00 */
  @IsInstant() endsAt: string;
  /** Everybody may read it. @example 年度校准 */
  @IsString() @Length(1, 200) @NotBlank() @Printable() reason: string;
}

export class ClosureQuery extends PageQuery {
  @IsOptional() @IsUUID() equipmentId?: string;
  @IsOptional() @IsIn(closureWorkflow.states) state?: ClosureState;
  @IsOptional() @IsIn(['startsAt', '-startsAt']) sort?: string = '-startsAt';
}

export class ClosureResponse {
  id: string;
  equipmentId: string;
  providerId: string;
  @ApiProperty({ enum: closureWorkflow.states }) state: ClosureState;
  startsAt: Date;
  endsAt: Date;
  reason: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class ClosureList {
  items: ClosureResponse[];
  nextCursor: string | null;
}

export function toClosureSummary(closure: EquipmentClosure): ClosureResponse {
  const { id, equipmentId, providerId, state, startsAt, endsAt, reason, version, createdAt, updatedAt } = closure;
  return { id, equipmentId, providerId, state, startsAt, endsAt, reason, version, createdAt, updatedAt };
}

export function toClosureResponse(actor: Actor, closure: EquipmentClosure): ClosureResponse {
  const address = `/v1/equipment-closures/${closure.id}`;
  const openEvents = openEventsOf(closureWorkflow, closure, partiesOf(actor, closure), address);
  return { ...toClosureSummary(closure), openEvents };
}
