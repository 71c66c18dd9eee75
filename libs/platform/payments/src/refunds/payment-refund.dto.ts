import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { NotBlank, OpenEvent, openEventsOf, Printable } from '@nqi/shared/http';
import type { PaymentRefund } from './payment-refund.entity';
import { partiesOf } from './payment-refund.policy';
import { type PaymentRefundState, paymentRefundWorkflow } from './payment-refund.workflow';

export class RequestRefund {
  /** At most what was paid and not refunded yet, in fen. */
  @IsInt() @Min(1) @Max(2_000_000_000) amountFen: number;
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class RejectRefund {
  @IsString() @Length(1, 500) @NotBlank() @Printable() answer: string;
}

export class PayOutRefund {
  /** The bank's reference of the transfer back. */
  @IsString() @Length(1, 64) @NotBlank() @Printable() bankReference: string;
}

export class RefundResponse {
  id: string;
  orderId: string;
  payerId: string;
  payeeId: string;
  @ApiProperty({ enum: paymentRefundWorkflow.states }) state: PaymentRefundState;
  amountFen: number;
  reason: string;
  answer: string | null;
  bankReference: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  openEvents: OpenEvent[];
}

export class RefundList {
  items: RefundResponse[];
}

export function toRefundResponse(actor: Actor, refund: PaymentRefund): RefundResponse {
  const { id, orderId, payerId, payeeId, state, amountFen, reason, answer, bankReference } = refund;
  const { version, createdAt, updatedAt } = refund;
  return {
    ...{ id, orderId, payerId, payeeId, state, amountFen, reason, answer, bankReference },
    ...{ version, createdAt, updatedAt },
    openEvents: openEventsOf(paymentRefundWorkflow, refund, partiesOf(actor, refund), `/v1/payment-refunds/${id}`),
  };
}
