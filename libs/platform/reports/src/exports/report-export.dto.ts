import { ApiProperty } from '@nestjs/swagger';
import { type DomainError, type Language, toProblem } from '@nqi/shared/errors';
import { IsDay, PageQuery, Printable } from '@nqi/shared/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { JobState } from '@nqi/shared/jobs';
import { type ExportOutcome, exportOutcomes, type ReportExportItem } from './report-export-item.entity';
import type { ReportExport } from './report-export.entity';

/** Reports of one export at most. */
export const MOST_REPORTS = 1_000;

/** Issued reports that one may read, by what they are. */
export class ReportFilter {
  @IsOptional() @IsString() @MaxLength(60) @Printable() kind?: string;
  /** Id of the record that the reports are about. */
  @IsOptional() @IsUUID() subjectId?: string;
  /** First day of issue, in the city. */
  @IsOptional() @IsDay() issuedFrom?: string;
  /** Last day of issue, in the city. */
  @IsOptional() @IsDay() issuedTo?: string;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_REPORTS)
  @IsString({ each: true })
  @Matches(/^[\p{L}\p{N}._/-]{1,60}$/u, { each: true })
  numbers?: string[];
}

/** Either the reports, or what they are. */
export class OrderReportExport {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_REPORTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  reportIds?: string[];
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ReportFilter) filter?: ReportFilter;
}

export class ReportExportQuery extends PageQuery {}

export class ReportExportItemQuery extends PageQuery {
  @IsOptional() @IsIn(exportOutcomes) outcome?: ExportOutcome;
}

/** Reports on their way into one zip. */
export class ReportExportResponse {
  id: string;
  /** `ready`: every report has its outcome and the file is there, until it is `expired`. */
  @ApiProperty({ enum: ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] })
  state: JobState | 'cancelled' | 'expired';
  /** Reports asked for. */
  total: number;
  /** Reports looked at. */
  done: number;
  bytes: number | null;
  sha256: string | null;
  /** Where the zip is; null until it is ready, and again once it is expired. */
  contentHref: string | null;
  failureCode: string | null;
  failureReason: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  expiresAt: Date | null;
}

export class ReportExportList {
  items: ReportExportResponse[];
  nextCursor: string | null;
}

/** What became of a report. */
export class ReportExportItemResponse {
  reportId: string;
  /** Null until the export is ready. */
  @ApiProperty({ enum: exportOutcomes }) outcome: ExportOutcome | null;
  /** Names in the zip. */
  files: string[];
  /** Why it is not in it. */
  code: string | null;
  detail: string | null;
}

export class ReportExportItemList {
  items: ReportExportItemResponse[];
  nextCursor: string | null;
}

export function toExportResponse(one: ReportExport, now: Date): ReportExportResponse {
  const { id, state, total, failureCode, failureReason, createdAt, finishedAt, expiresAt } = one;
  const isThere = state === 'ready' && !one.cancelledAt && !isExpired(one, now);
  return {
    ...{ id, state: shownState(one, now), total, done: state === 'ready' && !one.cancelledAt ? total : one.done },
    ...{ bytes: one.fileBytes === null ? null : Number(one.fileBytes), sha256: one.fileSha256 },
    contentHref: isThere ? `/v1/report-exports/${id}/content` : null,
    ...{ failureCode, failureReason, createdAt, finishedAt, expiresAt },
  };
}

function shownState(one: ReportExport, now: Date): ReportExportResponse['state'] {
  if (one.cancelledAt) return 'cancelled';
  return isExpired(one, now) ? 'expired' : one.state;
}

export function isExpired({ expiresAt, sweptAt }: ReportExport, now: Date): boolean {
  return sweptAt !== null || (expiresAt !== null && expiresAt <= now);
}

export function toItemResponse(
  { reportId, outcome, files, code }: ReportExportItem,
  reason: (code: string) => DomainError,
  language: Language,
): ReportExportItemResponse {
  return { reportId, outcome, files, code, detail: code && toProblem(reason(code), language).detail };
}
