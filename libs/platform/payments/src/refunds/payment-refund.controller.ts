import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { PayOutRefund, RefundResponse, RejectRefund, toRefundResponse } from './payment-refund.dto';
import { PaymentRefundService } from './payment-refund.service';
import { paymentRefundWorkflow } from './payment-refund.workflow';

@ApiTags('payment-refunds')
@ForKeys(null)
@Allow()
@Names({ id: 'payment_refund' })
@Controller('v1/payment-refunds/:id')
export class PaymentRefundController {
  constructor(private readonly refunds: PaymentRefundService) {}

  @Get()
  @Operation({ summary: 'One refund', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RefundResponse> {
    return toRefundResponse(actor, await this.refunds.get(actor, id));
  }

  @Post('approval')
  @Operation({
    summary: 'Approve a refund that another person asked for',
    event: [paymentRefundWorkflow, 'approve'],
    errors: ['payments.same_person', 'payments.refund_too_high'],
    status: 200,
  })
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RefundResponse> {
    await this.refunds.approve(actor, id);
    return this.get(actor, id);
  }

  @Post('rejection')
  @Operation({ summary: 'Refuse a refund, and say why', event: [paymentRefundWorkflow, 'reject'], status: 200 })
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { answer }: RejectRefund,
  ): Promise<RefundResponse> {
    await this.refunds.reject(actor, id, answer);
    return this.get(actor, id);
  }

  @Post('withdrawal')
  @Operation({ summary: 'Take back a request', event: [paymentRefundWorkflow, 'withdraw'], status: 200 })
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RefundResponse> {
    await this.refunds.withdraw(actor, id);
    return this.get(actor, id);
  }

  @Post('payout')
  @Operation({ summary: 'Record the transfer back', event: [paymentRefundWorkflow, 'pay_out'], status: 200 })
  async payOut(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { bankReference }: PayOutRefund,
  ): Promise<RefundResponse> {
    await this.refunds.payOut(actor, id, bankReference);
    return this.get(actor, id);
  }
}
