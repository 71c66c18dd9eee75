import { IsOptional } from 'class-validator';
import { type BatchItem, BatchResponse, IsDay } from '@nqi/shared/http';
import { FilingFacts } from './filing.dto';
import type { FilingBatch } from './filing-batch.entity';
import type { EnteredFiling } from './open-filings';

/** What the filings of everything that is due say; the devices are known. */
export class FileDue extends FilingFacts {
  /** The last due day; default: whatever may be filed on the requested day, or today. @example 2026-12-31 */
  @IsOptional() @IsDay() dueTo?: string;
}

/** The answers for all devices that are due. */
export class FileDueResult extends BatchResponse {
  /** Null when nothing was filed. */
  batchId: string | null;
  /** Whether more devices are due than one call files: call again. */
  isMore: boolean;
}

/** The answers to all rows of a batch. */
export class FilingBatchResult extends BatchResponse {
  /** Null when nothing was filed. */
  batchId: string | null;
}

/** A batch as it stands now. */
export class FilingBatchResponse {
  id: string;
  total: number;
  /** Rows that were filed. */
  accepted: number;
  refused: number;
  /** How many of its filings are in each state. */
  byState: Record<string, number>;
  createdAt: Date;
}

export function toBatchItem({ index, clientRef, filing }: EnteredFiling, validateOnly: boolean): BatchItem {
  const { id, number, state, elevatorId, dueOn, isLate, version } = filing;
  if (validateOnly) return { index, clientRef, status: 200, resource: { elevatorId, dueOn, isLate } };
  const href = `/v1/elevator-filings/${id}`;
  return { index, clientRef, status: 201, resource: { id, number, state, elevatorId, dueOn, isLate, version, href } };
}

export function toFilingBatchResponse(
  { id, total, accepted, refused, createdAt }: FilingBatch,
  byState: Record<string, number>,
): FilingBatchResponse {
  return { id, total, accepted, refused, byState, createdAt };
}
