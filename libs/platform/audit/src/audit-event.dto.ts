import type { AuditEvent } from '@nqi/shared/audit';
import { IsDay, PageQuery } from '@nqi/shared/http';
import { IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';

export class AuditEventQuery extends PageQuery {
  /** Kind of record. @example elevator_filing */
  @IsOptional() @IsString() @Length(1, 60) recordType?: string;
  @IsOptional() @IsUUID() recordId?: string;
  /** The person who acted. */
  @IsOptional() @IsUUID() actorId?: string;
  /** The organisation for which somebody acted. */
  @IsOptional() @IsUUID() organisationId?: string;
  /** The event, the route or the job. @example accept */
  @IsOptional() @IsString() @Length(1, 200) what?: string;
  /** `done`, or the code of a refusal. @example access.forbidden */
  @IsOptional() @IsString() @MaxLength(100) result?: string;
  /** First day of the city. */
  @IsOptional() @IsDay() from?: string;
  /** Last day of the city. */
  @IsOptional() @IsDay() to?: string;
}

/** Who did what, from where and with what result. */
export class AuditEventResponse {
  id: string;
  at: Date;
  /** Null: nobody known, or the system itself. */
  actorId: string | null;
  organisationId: string | null;
  sessionId: string | null;
  /** The route or the job. @example POST /v1/elevator-filings/:id/acceptance */
  what: string;
  event: string | null;
  recordType: string | null;
  recordId: string | null;
  /** `done`, or the code of the problem with which it was refused. */
  result: string;
  address: string | null;
  requestId: string | null;
  /** SHA-256 of the record before and after. */
  beforeHash: string | null;
  afterHash: string | null;
  details: Record<string, unknown>;
  /** Place in the chain; null as long as it is not sealed, for about a second. */
  sealNo: number | null;
}

export class AuditEventList {
  items: AuditEventResponse[];
  nextCursor: string | null;
}

/** An event with its place in the chain. */
export type AuditEventRow = AuditEvent & { sealNo: number | null };

export function toAuditEventResponse(row: AuditEventRow): AuditEventResponse {
  const { id, at, actorId, organisationId, sessionId, what, event, recordType, recordId, result } = row;
  const { address, requestId, beforeHash, afterHash, details, sealNo } = row;
  return {
    ...{ id, at, actorId, organisationId, sessionId, what, event, recordType, recordId, result },
    ...{ address, requestId, beforeHash, afterHash, details, sealNo },
  };
}
