import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf, PageQuery } from '@nqi/shared/http';
import type { JobState } from '@nqi/shared/jobs';
import type { ReportFile } from './report-file.entity';
import type { RenderingPurpose, ReportRendering } from './report-rendering.entity';
import type { Report } from './report.entity';
import { partiesOf } from './report.policy';
import { type ReportState, reportWorkflow } from './report.workflow';

export class ReturnReport {
  /** What is to be corrected. */
  @IsString() @Length(1, 1000) @Matches(/\S/) reason: string;
}

export class ReportQuery extends PageQuery {
  @IsOptional() @IsIn(reportWorkflow.states) state?: ReportState;
  @IsOptional() @IsString() @MaxLength(60) kind?: string;
  /** Id of the record that the report is about. */
  @IsOptional() @IsUUID() subjectId?: string;
}

export class FileQuery {
  /** A document of the report, for example `mark` or `dcc`, or `content`: the data it is made from; default: the first one. */
  @IsOptional() @IsString() @Matches(/^[a-z_]{1,30}$/) document?: string;
}

export class ReportSummary {
  id: string;
  kind: string;
  subjectId: string;
  institutionId: string;
  state: ReportState;
  revision: number;
  number: string | null;
  version: number;
  /** The report that this one amends. */
  replacesId: string | null;
  issuedAt: Date | null;
  supersededAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export class RenderingResponse {
  id: string;
  purpose: RenderingPurpose;
  state: JobState;
  attempts: number;
  /** Why it failed, and where, for example the field with a character that no font has. */
  failureCode: string | null;
  failureReason: string | null;
  files: FileResponse[];
}

export class FileResponse {
  document: string;
  sha256: string;
  bytes: number;
  href: string;
}

export class ReportResponse extends ReportSummary {
  authorId: string;
  checkerId: string | null;
  approverId: string | null;
  /** What was to be corrected; only for the institution. */
  returnReason: string | null;
  /** The newest amendment that was issued in its place. */
  replacedById: string | null;
  /** Snapshot of the line; its shape belongs to the kind. */
  content: unknown;
  contentHash: string;
  /** Public address of the check; null before the report is issued. */
  verificationUrl: string | null;
  /** The job that makes the files; only for the institution, null before approval. */
  rendering: RenderingResponse | null;
  openEvents: OpenEvent[];
}

export class ReportList {
  items: ReportSummary[];
  nextCursor: string | null;
}

export function toSummary(report: Report): ReportSummary {
  const { id, kind, subjectId, institutionId, state, revision, number, version, replacesId, issuedAt } = report;
  const { supersededAt, revokedAt, createdAt, updatedAt } = report;
  return {
    ...{ id, kind, subjectId, institutionId, state, revision, number, version, replacesId, issuedAt },
    ...{ supersededAt, revokedAt, createdAt, updatedAt },
  };
}

export function toRenderingResponse(rendering: ReportRendering, files: ReportFile[]): RenderingResponse {
  const { id, reportId, purpose, state, attempts, failureCode, failureReason } = rendering;
  const address = `/v1/reports/${reportId}/renderings/${id}/files`;
  return {
    ...{ id, purpose, state, attempts, failureCode, failureReason },
    files: files.map(({ document, sha256, bytes }) => ({ document, sha256, bytes, href: `${address}/${document}` })),
  };
}

export function toResponse(
  actor: Actor,
  report: Report,
  rendering: RenderingResponse | null,
  publicUrl: string,
): Omit<ReportResponse, 'replacedById'> {
  const { authorId, checkerId, approverId, content, contentHash, token } = report;
  const parties = partiesOf(actor, report);
  const isOwn = actor.organisationId === report.institutionId;
  return {
    ...toSummary(report),
    ...{ authorId, checkerId, approverId, content, contentHash },
    returnReason: isOwn ? report.returnReason : null,
    verificationUrl: report.issuedAt ? new URL(`/v/${token}`, publicUrl).href : null,
    rendering: isOwn ? rendering : null,
    openEvents: openEventsOf(reportWorkflow, report, parties, `/v1/reports/${report.id}`),
  };
}
