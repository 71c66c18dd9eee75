import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { ApiProperty } from '@nestjs/swagger';
import { orderedServices, type OrderedService } from '../orders/order.entity';
import type { Conformity } from '../results/result-row';
import { SampleResponse, TestTermsResponse } from '../testing/sample-response.dto';
import type { CapabilitySnapshot } from './capability-snapshot';
import { partiesOf } from './item.policy';
import type { ItemRecord } from './item.queries';
import { type ItemState, itemWorkflow } from './item.workflow';

/** The instrument as its plate names it. */
export class OrderedInstrument {
  id: string;
  ledgerNo: string;
  name: string;
  modelSpec: string;
  serialNo: string;
  measuringRange: string | null;
  accuracyClass: string | null;
}

/** What the laboratory agreed to use: its accredited capability as it was then. */
export class AgreedCapability {
  methodNo: string;
  methodTitle: string | null;
  rangeLow: string;
  rangeHigh: string;
  rangeUnit: string;
  /** U(x) = uConstant + uProportional · |x| */
  uConstant: string;
  uUnit: string;
  uProportional: string;
  coverageFactor: string;
  scopeSource: string;
  accreditationNo: string;
  promisedDays: number;
}

export class MetrologyItemResponse {
  id: string;
  orderId: string;
  orderNumber: string | null;
  position: number;
  @ApiProperty({ enum: itemWorkflow.states }) state: ItemState;
  /** Null for a sample. */
  instrument: OrderedInstrument | null;
  /** What is tested, and how; null for an instrument. */
  sample: SampleResponse | null;
  test: TestTermsResponse | null;
  clientId: string;
  laboratoryId: string;
  @ApiProperty({ enum: orderedServices }) service: OrderedService;
  isMandatory: boolean;
  request: string | null;
  capabilityId: string | null;
  capability: AgreedCapability | null;
  /** In fen; null until it is quoted. */
  priceFen: number | null;
  promisedOn: string | null;
  sampleNo: string | null;
  condition: string | null;
  accessories: string | null;
  receivedOn: string | null;
  verifierId: string | null;
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'], type: String, nullable: true }) conclusion: Conformity | null;
  performedOn: string | null;
  validUntil: string | null;
  reportId: string | null;
  notDoneReason: string | null;
  handedBackOn: string | null;
  handBackNote: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads, and on lists with `include=openEvents`. */
  openEvents?: OpenEvent[];
}

export class MetrologyItemList {
  items: MetrologyItemResponse[];
  nextCursor: string | null;
}

export function openEventsFor(actor: Actor, item: ItemRecord): OpenEvent[] {
  return openEventsOf(itemWorkflow, item, partiesOf(actor, item), `/v1/metrology-items/${item.id}`);
}

/** The conclusion is the laboratory's own affair until the certificate is out. */
export function toItemResponse(actor: Actor, item: ItemRecord): MetrologyItemResponse {
  const { id, orderId, orderNumber, position, state, clientId, laboratoryId, service, isMandatory, request } = item;
  const { capabilityId, priceFen, promisedOn, sampleNo, condition, accessories, receivedOn, verifierId } = item;
  const { performedOn, reportId, notDoneReason, handedBackOn, handBackNote, version, createdAt, updatedAt } = item;
  const isOut = actor.organisationId === laboratoryId || isCertified(item);
  const { conclusion, validUntil } = isOut ? item : { conclusion: null, validUntil: null };
  return {
    ...{ id, orderId, orderNumber, position, state, instrument: instrumentOf(item), clientId, laboratoryId, service },
    ...{ sample: item.sample, test: item.test },
    ...{ isMandatory, request, capabilityId, capability: item.capability && agreed(item.capability), priceFen },
    ...{ promisedOn, sampleNo, condition, accessories, receivedOn, verifierId, conclusion, performedOn, validUntil },
    ...{ reportId, notDoneReason, handedBackOn, handBackNote, version, createdAt, updatedAt },
  };
}

function isCertified({ state }: ItemRecord): boolean {
  return ['certified_pass', 'certified_fail', 'calibrated', 'reported', 'handed_back'].includes(state);
}

function instrumentOf(item: ItemRecord): OrderedInstrument | null {
  const { instrumentId: id, ledgerNo, name, modelSpec, serialNo, measuringRange, accuracyClass } = item;
  if (id === null || ledgerNo === null || name === null || modelSpec === null || serialNo === null) return null;
  return { id, ledgerNo, name, modelSpec, serialNo, measuringRange, accuracyClass };
}

function agreed(capability: CapabilitySnapshot): AgreedCapability {
  const { methodNo, methodTitle, rangeLow, rangeHigh, rangeUnit, uConstant, uUnit, uProportional } = capability;
  const { coverageFactor, scopeSource, accreditationNo, promisedDays } = capability;
  return {
    ...{ methodNo, methodTitle, rangeLow, rangeHigh, rangeUnit, uConstant, uUnit, uProportional },
    ...{ coverageFactor, scopeSource, accreditationNo, promisedDays },
  };
}
