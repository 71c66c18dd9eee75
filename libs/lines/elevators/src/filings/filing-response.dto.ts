import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { ApiProperty } from '@nestjs/swagger';
import type { FeeLine } from '../fees/inspection-fee';
import { RecordedItem, SiteConditions } from './filing.entity';
import { partiesOf } from './filing.policy';
import { type FilingRecord, type ListedFiling, scopesOf } from './filing.queries';
import { type FilingState, filingWorkflow } from './filing.workflow';
import type { InspectionConclusion } from './inspection-conclusion';

/** A text in both languages. */
export class BilingualLabel {
  zh: string;
  en: string;
}

/** One line of a fee; money in fen. */
export class FeeLineResponse implements FeeLine {
  code: string;
  label: BilingualLabel;
  quantity: number;
  unitFen: number;
  amountFen: number;
}

/** The device as it is named on lists. */
export class FiledDevice {
  id: string;
  categoryCode: string | null;
  registrationCode: string | null;
  useRegistrationNo: string | null;
  internalNo: string | null;
  siteName: string | null;
  address: string;
}

export class FilingSummary {
  id: string;
  /** Null until it is submitted. */
  number: string | null;
  acceptanceNo: string | null;
  batchId: string | null;
  kind: string;
  @ApiProperty({ enum: filingWorkflow.states }) state: FilingState;
  conclusion: InspectionConclusion['conclusion'] | null;
  dueYear: number;
  dueOn: string;
  isLate: boolean;
  userUnitId: string;
  maintenanceUnitId: string | null;
  institutionId: string;
  filedByOrganisationId: string;
  /** The mandate on the ground of which it was filed; null when the user unit filed itself. */
  mandateId: string | null;
  requestedOn: string | null;
  scheduledOn: string | null;
  scheduledPeriod: string | null;
  feeFen: number | null;
  reportId: string | null;
  elevator: FiledDevice;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads, and on lists with `include=openEvents`. */
  openEvents?: OpenEvent[];
}

export class FilingResponse extends FilingSummary {
  contactName: string | null;
  contactPhone: string | null;
  remark: string | null;
  overdueOpinionNo: string | null;
  supplementRequest: string | null;
  refusalReason: string | null;
  feeLines: FeeLineResponse[] | null;
  inspectorIds: string[];
  siteConditions: SiteConditions | null;
  items: RecordedItem[] | null;
  inspectedOn: string | null;
  opinionNoticeNo: string | null;
  inspectionRemark: string | null;
  nextInspectionDueOn: string | null;
  submittedAt: Date | null;
  issuedAt: Date | null;
}

export class FilingList {
  items: FilingSummary[];
  nextCursor: string | null;
}

export function openEventsFor(actor: Actor, filing: ListedFiling): OpenEvent[] {
  const parties = partiesOf(actor, filing, scopesOf(filing));
  return openEventsOf(filingWorkflow, filing, parties, `/v1/elevator-filings/${filing.id}`);
}

export function toSummary(filing: ListedFiling): FilingSummary {
  const { id, number, acceptanceNo, batchId, kind, state, conclusion, dueYear, dueOn, isLate } = filing;
  const { userUnitId, maintenanceUnitId, institutionId, requestedOn, scheduledOn, scheduledPeriod } = filing;
  const { feeFen, reportId, elevatorId, categoryCode, registrationCode, useRegistrationNo, internalNo } = filing;
  const { siteName, address, version, createdAt, updatedAt, filedByOrganisationId, mandateId } = filing;
  return {
    ...{ id, number, acceptanceNo, batchId, kind, state, conclusion, dueYear, dueOn, isLate, userUnitId },
    ...{ maintenanceUnitId, institutionId, filedByOrganisationId, mandateId },
    ...{ requestedOn, scheduledOn, scheduledPeriod, feeFen, reportId },
    elevator: { id: elevatorId, categoryCode, registrationCode, useRegistrationNo, internalNo, siteName, address },
    ...{ version, createdAt, updatedAt },
  };
}

export function toResponse(actor: Actor, filing: FilingRecord): FilingResponse {
  const { contactName, contactPhone, remark, overdueOpinionNo, supplementRequest } = filing;
  const { refusalReason, feeLines, inspectorIds, siteConditions, items, inspectedOn, opinionNoticeNo } = filing;
  const { inspectionRemark, nextInspectionDueOn, submittedAt, issuedAt } = filing;
  return {
    ...toSummary(filing),
    ...{ contactName, contactPhone, remark, overdueOpinionNo, supplementRequest, refusalReason },
    ...{ feeLines, inspectorIds, siteConditions, items, inspectedOn, opinionNoticeNo, inspectionRemark },
    ...{ nextInspectionDueOn, submittedAt, issuedAt },
    openEvents: openEventsFor(actor, filing),
  };
}
