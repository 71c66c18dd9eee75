import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDay, NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import type { Actor } from '@nqi/platform/identity';
import { type EvidenceKind, evidenceKinds, type Mandate, type MandateScope, mandateScopes } from './mandate.entity';
import { isLive, partiesOf } from './mandate.policy';
import { type MandateState, mandateWorkflow } from './mandate.workflow';

/** The paper that the mandate rests on. */
export class MandateEvidence {
  @IsIn(evidenceKinds) kind: EvidenceKind;
  /** @example WB-2026-017 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() number: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() note?: string | null;
}

/** One of the two sides is the own organisation; the other one accepts. */
export class OfferMandate {
  /** What the subjects are. @example elevator */
  @IsString() @Length(1, 40) @Printable() kind: string;
  /** Who lets somebody act for it: the user unit. */
  @IsUUID() mandatorId: string;
  /** Who may then act: the contractor. */
  @IsUUID() holderId: string;
  /** True: all subjects of the mandator, those to come included. Otherwise name them. */
  @IsOptional() @IsBoolean() coversAll?: boolean;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  subjectIds?: string[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique()
  @IsIn(mandateScopes, { each: true })
  scopes: MandateScope[];
  /** The first day; default: today. */
  @IsOptional() @IsDay() validFrom?: string;
  /** The last day. */
  @IsDay() validTo: string;
  @IsDefined() @ValidateNested() @Type(() => MandateEvidence) evidence: MandateEvidence;
}

export class EndMandateOffer {
  @IsOptional() @IsString() @MaxLength(500) @Printable() reason?: string;
}

export class RevokeMandate {
  /** Both sides read it. */
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class MandateQuery extends PageQuery {
  @IsOptional() @IsIn(mandateWorkflow.states) state?: MandateState;
  @IsOptional() @IsString() @Length(1, 40) @Printable() kind?: string;
  @IsOptional() @IsUUID() mandatorId?: string;
  @IsOptional() @IsUUID() holderId?: string;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}

export class MandateSummary {
  id: string;
  number: string;
  kind: string;
  @ApiProperty({ enum: mandateWorkflow.states }) state: MandateState;
  /** Whether the holder may act today: active, begun and not over. */
  isLive: boolean;
  mandatorId: string;
  holderId: string;
  offeredById: string;
  coversAll: boolean;
  /** Null: all. */
  subjectCount: number | null;
  @ApiProperty({ enum: mandateScopes, isArray: true }) scopes: MandateScope[];
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date' }) validTo: string;
  evidence: MandateEvidence;
  endReason: string | null;
  acceptedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class MandateResponse extends MandateSummary {
  /** Null: all of the mandator. */
  subjectIds: string[] | null;
  openEvents: OpenEvent[];
}

export class MandateList {
  items: MandateSummary[];
  nextCursor: string | null;
}

export function toMandateSummary(mandate: Mandate, today: string): MandateSummary {
  const { evidenceKind, evidenceNumber, evidenceNote, ...shown } = mandate;
  const evidence = { kind: evidenceKind, number: evidenceNumber, note: evidenceNote };
  return { ...shown, evidence, isLive: isLive(mandate, today) };
}

export function toMandateResponse(
  actor: Actor,
  { mandate, subjectIds }: { mandate: Mandate; subjectIds: string[] | null },
  today: string,
): MandateResponse {
  const openEvents = openEventsOf(mandateWorkflow, mandate, partiesOf(actor, mandate), `/v1/mandates/${mandate.id}`);
  return { ...toMandateSummary(mandate, today), subjectIds, openEvents };
}
