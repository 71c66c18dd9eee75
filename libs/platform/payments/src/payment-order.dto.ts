import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { IsDay, NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import type { ChargeLine, PaymentAllocation } from './payment-allocation.entity';
import type { PaymentOrder } from './payment-order.entity';
import { partiesOf } from './payment-order.policy';
import { type PaymentOrderState, paymentOrderWorkflow } from './payment-order.workflow';

export class CreatePaymentOrder {
  /** What is paid for. @example elevator_filing */
  @IsString() @MaxLength(50) kind: string;
  /** Ids of the records, at most 500. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(500) @ArrayUnique() @IsUUID(undefined, { each: true }) subjectIds: string[];
}

export class ConfirmPayment {
  /** Day on which the money arrived; not after today. @example 2026-03-02 */
  @IsDay() paidOn: string;
  /** The bank's reference of the transfer. */
  @IsString() @Length(1, 64) @Matches(/\S/) bankReference: string;
  /** What arrived, in fen; it must be the whole amount. */
  @IsInt() @Min(1) @Max(2_000_000_000) amountFen: number;
}

export class TopUpOrder {
  /** One of the subjects of the paid order. */
  @IsUUID() subjectId: string;
  @IsInt() @Min(1) @Max(2_000_000_000) amountFen: number;
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class PaymentOrderQuery extends PageQuery {
  @IsOptional() @IsIn(paymentOrderWorkflow.states) state?: PaymentOrderState;
  /** Whether it is deferred 缓缴 and its last day is over. */
  @IsOptional() @IsIn(['true', 'false']) isOverdue?: 'true' | 'false';
}

export class PaymentOrderSummary {
  id: string;
  number: string;
  kind: string;
  state: PaymentOrderState;
  payerId: string;
  payeeId: string;
  /** Nature of the charge: decides the receipt document. */
  chargeNature: 'operational' | 'non_tax';
  amountFen: number;
  paidOn: string | null;
  /** What of it was or will be paid back. */
  refundedFen: number;
  /** The paid order that this one adds to 补缴. */
  topUpOfId: string | null;
  /** The last day of a deferral 缓缴. */
  deferredUntil: string | null;
  /** Where that day comes from: credit, the customer's own terms, or the version of a rule. */
  deferralRule: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A text in both languages. */
export class BillLabel {
  zh: string;
  en: string;
}

/** One line of a bill; money in fen. */
export class BillLine implements ChargeLine {
  code: string;
  label: BillLabel;
  quantity: number;
  unitFen: number;
  amountFen: number;
}

export class AllocationResponse {
  subjectId: string;
  label: string;
  amountFen: number;
  lines: BillLine[];
}

export class PaymentOrderResponse extends PaymentOrderSummary {
  bankReference: string | null;
  /** Why there is a top-up. */
  reason: string | null;
  allocations: AllocationResponse[];
  openEvents: OpenEvent[];
}

export class PaymentOrderList {
  items: PaymentOrderSummary[];
  nextCursor: string | null;
}

export function toSummary(order: PaymentOrder): PaymentOrderSummary {
  const { id, number, kind, state, payerId, payeeId, chargeNature, amountFen, paidOn } = order;
  const { refundedFen, topUpOfId, deferredUntil, deferralRule, version, createdAt, updatedAt } = order;
  return {
    ...{ id, number, kind, state, payerId, payeeId, chargeNature, amountFen, paidOn, refundedFen, topUpOfId },
    ...{ deferredUntil, deferralRule, version, createdAt, updatedAt },
  };
}

export function toResponse(actor: Actor, order: PaymentOrder, allocations: PaymentAllocation[]): PaymentOrderResponse {
  return {
    ...toSummary(order),
    bankReference: order.bankReference,
    reason: order.reason,
    allocations: allocations.map(({ subjectId, label, amountFen, lines }) => ({ subjectId, label, amountFen, lines })),
    openEvents: openEventsOf(paymentOrderWorkflow, order, partiesOf(actor, order), `/v1/payment-orders/${order.id}`),
  };
}
