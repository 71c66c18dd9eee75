import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { BatchQuery, PageQuery, Printable } from '@nqi/shared/http';
import { type Language, toProblem, DomainError, type ErrorCode } from '@nqi/shared/errors';
import type { JobState } from '@nqi/shared/jobs';
import { type SheetFormat, sheetFormats } from '@nqi/shared/sheets';
import type { ImportedRow } from './import-row.entity';
import { type Import, type ImportOutcome, importOutcomes } from './import.entity';

export class UploadQuery extends BatchQuery {
  /** How the columns are read; default: by the names of the template. */
  @IsOptional() @IsUUID() mappingId?: string;
  /** The own name of the file, to know it again in the list. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() fileName?: string;
}

export class SheetQuery {
  @IsOptional() @IsIn(sheetFormats) format?: SheetFormat = 'xlsx';
}

export class ImportQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(60) @Printable() kind?: string;
}

export class ImportRowQuery extends PageQuery {
  @IsOptional() @IsIn(importOutcomes) outcome?: ImportOutcome;
}

/** A sheet on its way into a register. */
export class ImportResponse {
  id: string;
  /** What its rows are, for example `elevator`. */
  kind: string;
  /** `ready`: every row has its outcome. `failed`: none more will have one until it is tried again. */
  state: JobState | 'cancelled';
  /** Rows are only checked: `created` and `updated` say what the sheet would do. */
  validateOnly: boolean;
  fileName: string | null;
  format: SheetFormat;
  /** Rows below the header; null until they are counted. */
  total: number | null;
  /** Rows that have their outcome: the sum of the four that follow. */
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** Why the whole sheet could not be taken. */
  failureCode: string | null;
  failureReason: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  /** Since when the sheet itself is no longer kept: its result has the outcomes without what was sent. */
  fileGoneAt: Date | null;
}

export class ImportList {
  items: ImportResponse[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** What became of a row. */
export class ImportRowResponse {
  /** As the sheet counts, the header is row 1 in most. */
  rowNo: number;
  outcome: ImportOutcome;
  /** The record that it made or met. */
  recordId: string | null;
  /** What people call that record, where it has a number. */
  recordNumber: string | null;
  /** Why it was refused. */
  code: string | null;
  detail: string | null;
}

export class ImportRowList {
  items: ImportRowResponse[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export function toImportResponse(one: Import): ImportResponse {
  const { id, kind, fileName, format, total, created, updated, unchanged, refused } = one;
  const { validateOnly, failureCode, failureReason, createdAt, finishedAt, fileGoneAt } = one;
  return {
    ...{ id, kind, state: one.cancelledAt ? 'cancelled' : one.state, validateOnly, fileName },
    ...{ format, total, done: created + updated + unchanged + refused, created, updated, unchanged, refused },
    ...{ failureCode, failureReason, createdAt, finishedAt, fileGoneAt },
  };
}

export function toRowResponse(row: ImportedRow, language: Language): ImportRowResponse {
  const { rowNo, outcome, recordId, recordNumber, code } = row;
  return { rowNo, outcome, recordId, recordNumber, code, detail: reasonOf(row, language) };
}

/** Why a row was refused, with what to do about it where the catalogue knows. */
export function reasonOf({ code, details }: Pick<ImportedRow, 'code' | 'details'>, language: Language): string | null {
  if (!code) return null;
  const { detail, errors, action } = toProblem(new DomainError(code as ErrorCode, details ?? {}), language);
  const places = (errors ?? []).map((error) => `${error.pointer.slice(1)}: ${error.detail}`);
  return [places.length > 0 ? places.join('; ') : detail, ...(action ? [action] : [])].join(' ');
}
