import type { Actor } from '@nqi/platform/identity';
import { type BatchItem, OpenEvent, openEventsOf } from '@nqi/shared/http';
import { ApiProperty } from '@nestjs/swagger';
import type { VerificationRegulation } from '../catalogue/verification-rules';
import { DUE_STATUSES } from './instrument-facts';
import type { RegisteredInstrument } from './instrument-registration.service';
import {
  type Instrument,
  type InstrumentPurpose,
  instrumentPurposes,
  type InstrumentStatus,
  instrumentStatuses,
} from './instrument.entity';
import { instrumentLife } from './instrument.life';
import type { RegulatedInstrument } from './instrument.queries';
import { type InstrumentState, instrumentWorkflow } from './instrument.workflow';

/** What could be read of a measuring range: decimals in `unit`. */
export class MeasuringRangeResponse {
  quantity: string;
  low: string;
  high: string;
  unit: string;
}

/** The edition of the regulation that the instrument is verified by today. */
export class InstrumentRegulationResponse {
  number: string;
  title: string;
  /** Of the instrument, else of its item, else of the regulation; null: it depends, see `cycleRuleText`. */
  cycleMonths: number | null;
  cycleRuleText: string | null;
}

export class InstrumentSummary {
  id: string;
  ledgerNo: string;
  ownerId: string;
  /** Where its filing 备案 stands. */
  @ApiProperty({ enum: instrumentWorkflow.states }) state: InstrumentState;
  isFiled: boolean;
  @ApiProperty({ enum: instrumentStatuses }) status: InstrumentStatus;
  name: string;
  modelSpec: string;
  serialNo: string;
  manufacturer: string | null;
  measuringRange: string | null;
  accuracyClass: string | null;
  @ApiProperty({ enum: instrumentPurposes }) purpose: InstrumentPurpose;
  catalogueItemCode: string | null;
  isMandatory: boolean;
  isUseProhibited: boolean;
  districtCode: string | null;
  usePlace: string | null;
  lastVerifiedOn: string | null;
  /** 有效期至. */
  validUntil: string | null;
  /** The same while it is in use or on standby; null for what is not due. */
  dueOn: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class InstrumentResponse extends InstrumentSummary {
  returnReason: string | null;
  originCountry: string | null;
  /** Null where the text is no range of one quantity. */
  range: MeasuringRangeResponse | null;
  accuracyType: string | null;
  division: string | null;
  regulationSeries: string | null;
  regulation: InstrumentRegulationResponse | null;
  /** What a regulator said against catalogue and purpose. */
  mandatoryOverride: boolean | null;
  mandatoryOverrideReason: string | null;
  manageLevel: string | null;
  submitMode: string;
  cycleMonths: number | null;
  certificateNo: string | null;
  lastCalibratedOn: string | null;
  remark: string | null;
  openEvents: OpenEvent[];
}

export class InstrumentList {
  items: InstrumentSummary[];
  nextCursor: string | null;
}

export function toInstrumentSummary(instrument: Instrument): InstrumentSummary {
  const { id, ledgerNo, ownerId, state, status, name, modelSpec, serialNo, manufacturer, measuringRange } = instrument;
  const { accuracyClass, purpose, catalogueItemCode, isMandatory, isUseProhibited, districtCode } = instrument;
  const { usePlace, lastVerifiedOn, validUntil, version, createdAt, updatedAt } = instrument;
  return {
    ...{ id, ledgerNo, ownerId, state, isFiled: state === 'filed', status, name, modelSpec, serialNo, manufacturer },
    ...{ measuringRange, accuracyClass, purpose, catalogueItemCode, isMandatory, isUseProhibited, districtCode },
    ...{ usePlace, lastVerifiedOn, validUntil, dueOn: DUE_STATUSES.includes(status) ? validUntil : null },
    ...{ version, createdAt, updatedAt },
  };
}

export function toInstrumentResponse(
  actor: Actor,
  { instrument, regulation }: RegulatedInstrument,
): InstrumentResponse {
  const { returnReason, originCountry, accuracyType, division, regulationSeries, mandatoryOverride } = instrument;
  const { mandatoryOverrideReason, manageLevel, submitMode, cycleMonths, certificateNo, lastCalibratedOn } = instrument;
  const parties = instrumentLife.partiesOf(actor, instrument);
  return {
    ...toInstrumentSummary(instrument),
    ...{ returnReason, originCountry, accuracyType, division, regulationSeries, mandatoryOverride },
    ...{ mandatoryOverrideReason, manageLevel, submitMode, cycleMonths, certificateNo, lastCalibratedOn },
    ...{ range: toRange(instrument), regulation: toRegulation(instrument, regulation), remark: instrument.remark },
    openEvents: openEventsOf(instrumentWorkflow, instrument, parties, `/v1/instruments/${instrument.id}`),
  };
}

function toRange({ rangeQuantity, rangeLow, rangeHigh, rangeUnit }: Instrument): MeasuringRangeResponse | null {
  if (rangeQuantity === null || rangeLow === null || rangeHigh === null || rangeUnit === null) return null;
  return { quantity: rangeQuantity, low: rangeLow, high: rangeHigh, unit: rangeUnit };
}

function toRegulation(
  { cycleMonths }: Instrument,
  regulation: VerificationRegulation | undefined,
): InstrumentRegulationResponse | null {
  if (!regulation) return null;
  const { number, title, cycleRuleText } = regulation;
  return { number, title, cycleMonths: cycleMonths ?? regulation.cycleMonths, cycleRuleText };
}

/** A row of a batch that was entered, or would be. */
export function toInstrumentItem(row: RegisteredInstrument, validateOnly: boolean): BatchItem {
  const { index, clientRef, instrument } = row;
  const { id, ledgerNo, version, isMandatory, validUntil } = instrument;
  if (validateOnly) return { index, clientRef, status: 200, resource: { isMandatory, validUntil } };
  const resource = { id, href: `/v1/instruments/${id}`, ledgerNo, version, isMandatory, validUntil };
  return { index, clientRef, status: 201, resource };
}
