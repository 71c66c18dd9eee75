import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { IsString, Length, Matches } from 'class-validator';
import type { ReportRevocation } from './report-revocation.entity';
import { partiesOf } from './report-revocation.policy';
import { type ReportRevocationState, reportRevocationWorkflow } from './report-revocation.workflow';

export class RevokeReport {
  /** For the parties of the report. */
  @IsString() @Length(1, 1000) @Matches(/\S/) reason: string;
  /** For whoever scans the report: no names, no business secrets. */
  @IsString() @Length(1, 200) @Matches(/\S/) publicReason: string;
  /** What shows that it was wrong: records, the numbers of documents. */
  @IsString() @Length(1, 2000) @Matches(/\S/) evidence: string;
}

export class RefuseRevocation {
  /** Why the report stays in force. */
  @IsString() @Length(1, 1000) @Matches(/\S/) answer: string;
}

export class ReportRevocationResponse {
  id: string;
  reportId: string;
  state: ReportRevocationState;
  reason: string;
  publicReason: string;
  evidence: string;
  answer: string | null;
  /** The institution itself, or the regulator who ordered it. */
  organisationId: string;
  proposedById: string;
  decidedById: string | null;
  decidedAt: Date | null;
  createdAt: Date;
  openEvents: OpenEvent[];
}

export class ReportRevocationList {
  items: ReportRevocationResponse[];
}

export function toRevocationResponse(actor: Actor, revocation: ReportRevocation): ReportRevocationResponse {
  const { id, reportId, state, reason, publicReason, evidence, answer, organisationId, proposedById } = revocation;
  const { decidedById, decidedAt, createdAt } = revocation;
  const address = `/v1/report-revocations/${id}`;
  return {
    ...{ id, reportId, state, reason, publicReason, evidence, answer, organisationId, proposedById },
    ...{ decidedById, decidedAt, createdAt },
    openEvents: openEventsOf(reportRevocationWorkflow, revocation, partiesOf(actor, revocation), address),
  };
}
