import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { type DataRequestKind, dataRequestKinds } from './data-request.entity';
import { partiesOf } from './data-request.policy';
import type { DataRequestRecord } from './data-request.queries';
import { type DataRequestState, dataRequestWorkflow } from './data-request.workflow';

export class HoldBasis {
  zh: string;
  en: string;
}

/** What the law keeps from being erased. */
export class HoldResponse {
  /** Open list: `report`, `elevator_filing` … */
  kind: string;
  count: number;
  basis: HoldBasis;
  /** The day on which the last of it may go; null while something is open, or for what is kept for ever. */
  until: string | null;
}

/** The file that an access request is answered with. */
export class DataExportStatus {
  @ApiProperty({ enum: ['queued', 'running', 'ready', 'failed'] }) state: string;
  /** POST here, once, in the session that asked; null until it is ready and again when it is gone. */
  href: string | null;
  expiresAt: Date | null;
  downloadedAt: Date | null;
}

export class DataRequestResponse {
  id: string;
  @ApiProperty({ enum: dataRequestKinds }) kind: DataRequestKind;
  @ApiProperty({ enum: dataRequestWorkflow.states }) state: DataRequestState;
  userId: string;
  correctedName: string | null;
  reason: string | null;
  refusalReason: string | null;
  /** Of a deletion: what stays, and why. */
  holds: HoldResponse[];
  export: DataExportStatus | null;
  version: number;
  createdAt: Date;
  decidedAt: Date | null;
  updatedAt: Date;
  openEvents: OpenEvent[];
}

export class DataRequestList {
  items: DataRequestResponse[];
  nextCursor: string | null;
}

export function toDataRequestResponse(actor: Actor, request: DataRequestRecord): DataRequestResponse {
  const { id, kind, state, userId, correctedName, reason, refusalReason, holds } = request;
  const { version, createdAt, decidedAt, updatedAt } = request;
  const address = `/v1/data-requests/${id}`;
  return {
    ...{ id, kind, state, userId, correctedName, reason, refusalReason, holds },
    export: toExportStatus(request, address),
    ...{ version, createdAt, decidedAt, updatedAt },
    openEvents: openEventsOf(dataRequestWorkflow, request, partiesOf(actor, request), address),
  };
}

function toExportStatus(request: DataRequestRecord, address: string): DataExportStatus | null {
  const { exportState, hasContent, expiresAt, downloadedAt } = request;
  if (!exportState) return null;
  return { state: exportState, href: hasContent ? `${address}/download` : null, expiresAt, downloadedAt };
}
