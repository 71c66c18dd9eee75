import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { ApiProperty } from '@nestjs/swagger';
import { MetrologyItemResponse, toItemResponse } from '../items/item-response.dto';
import type { ItemRecord } from '../items/item.queries';
import { type DecisionRule, decisionRules } from '../results/conformity';
import { dueFen } from './order-due';
import {
  type MetrologyOrder,
  orderedServices,
  type OrderedService,
  type ReturnMode,
  returnModes,
  type Site,
  sites,
} from './order.entity';
import type { OrderRecord } from './order.queries';
import { partiesOf } from './order.policy';
import { type OrderState, orderWorkflow } from './order.workflow';

export class MetrologyOrderSummary {
  id: string;
  /** Null until it is submitted. */
  number: string | null;
  @ApiProperty({ enum: orderWorkflow.states }) state: OrderState;
  clientId: string;
  laboratoryId: string;
  @ApiProperty({ enum: orderedServices }) service: OrderedService;
  @ApiProperty({ enum: sites }) site: Site;
  isUrgent: boolean;
  requestedOn: string | null;
  /** In fen; null until it is quoted. */
  totalFen: number | null;
  quoteValidUntil: string | null;
  /** Day of the delivery or of the visit. */
  expectedOn: string | null;
  isSettled: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads, and on lists with `include=openEvents`. */
  openEvents?: OpenEvent[];
}

export class MetrologyOrderResponse extends MetrologyOrderSummary {
  siteAddress: string | null;
  @ApiProperty({ enum: returnModes }) returnMode: ReturnMode;
  returnAddress: string | null;
  @ApiProperty({ enum: decisionRules }) decisionRule: DecisionRule;
  agreedIntervalMonths: number | null;
  addresseeName: string | null;
  addresseeAddress: string | null;
  contactName: string;
  /** Null once the contact has been erased. */
  contactPhone: string | null;
  agreesToSubcontract: boolean;
  remark: string | null;
  changeRequest: string | null;
  rejectionReason: string | null;
  windowId: string | null;
  /** What is still to be paid, in fen. */
  dueFen: number;
  paidFen: number | null;
  submittedAt: Date | null;
  completedAt: Date | null;
  settledAt: Date | null;
  items: MetrologyItemResponse[];
}

export class MetrologyOrderList {
  items: MetrologyOrderSummary[];
  nextCursor: string | null;
}

export function openEventsFor(actor: Actor, order: Omit<MetrologyOrder, 'contactPhone'>): OpenEvent[] {
  return openEventsOf(orderWorkflow, order, partiesOf(actor, order), `/v1/metrology-orders/${order.id}`);
}

export function toSummary(order: Omit<MetrologyOrder, 'contactPhone'>): MetrologyOrderSummary {
  const { id, number, state, clientId, laboratoryId, service, site, isUrgent, requestedOn, totalFen } = order;
  const { quoteValidUntil, expectedOn, settledAt, version, createdAt, updatedAt } = order;
  return {
    ...{ id, number, state, clientId, laboratoryId, service, site, isUrgent, requestedOn, totalFen, quoteValidUntil },
    ...{ expectedOn, isSettled: settledAt !== null || totalFen === 0, version, createdAt, updatedAt },
  };
}

export function toResponse(actor: Actor, order: OrderRecord, items: readonly ItemRecord[]): MetrologyOrderResponse {
  const { siteAddress, returnMode, returnAddress, decisionRule, agreedIntervalMonths, addresseeName } = order;
  const { addresseeAddress, contactName, contactPhone, agreesToSubcontract, remark, changeRequest } = order;
  const { rejectionReason, windowId, paidFen, submittedAt, completedAt, settledAt } = order;
  return {
    ...toSummary(order),
    ...{ siteAddress, returnMode, returnAddress, decisionRule, agreedIntervalMonths, addresseeName, addresseeAddress },
    ...{ contactName, contactPhone, agreesToSubcontract, remark, changeRequest, rejectionReason, windowId },
    ...{ dueFen: dueFen(order, items), paidFen, submittedAt, completedAt, settledAt },
    items: items.map((item) => toItemResponse(actor, item)),
    openEvents: openEventsFor(actor, order),
  };
}
