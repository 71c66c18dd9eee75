import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { PaymentCreditService } from './credits/payment-credit.service';
import { PaymentOrderResponse, toResponse, TopUpOrder } from './payment-order.dto';
import { PaymentOrderQueries } from './payment-order.queries';
import { paymentOrderWorkflow } from './payment-order.workflow';
import { RefundList, RefundResponse, RequestRefund, toRefundResponse } from './refunds/payment-refund.dto';
import { PaymentRefundService } from './refunds/payment-refund.service';
import { TopUpService } from './top-up.service';

/** What becomes of an order besides its payment: later, more, or back. */
@ApiTags('payment-orders')
@ForKeys(null)
@Allow()
@Names({ id: 'payment_order' })
@Controller('v1/payment-orders/:id')
export class OrderChangeController {
  constructor(
    private readonly queries: PaymentOrderQueries,
    private readonly credits: PaymentCreditService,
    private readonly topUps: TopUpService,
    private readonly refunds: PaymentRefundService,
  ) {}

  @Post('deferral')
  @Operation({
    summary: 'Let a credit customer pay later 缓缴',
    event: [paymentOrderWorkflow, 'defer'],
    errors: ['payments.no_credit', 'payments.overdue_deferral'],
    status: 200,
  })
  async defer(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PaymentOrderResponse> {
    await this.credits.defer(actor, id);
    return this.one(actor, id);
  }

  @Post('top-ups')
  @Operation({
    summary: 'Propose an order for what a paid one lacked 补缴',
    by: ['payee_clerk', 'payee_finance'],
    errors: ['record.not_found', 'workflow.not_a_party', 'payments.not_paid'],
  })
  async topUp(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: TopUpOrder,
  ): Promise<PaymentOrderResponse> {
    return this.one(actor, await this.topUps.propose(actor, id, body));
  }

  @Post('approval')
  @Operation({
    summary: 'Approve a top-up that another person proposed',
    event: [paymentOrderWorkflow, 'approve'],
    errors: ['payments.same_person'],
    status: 200,
  })
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PaymentOrderResponse> {
    await this.topUps.approve(actor, id);
    return this.one(actor, id);
  }

  @Post('refunds')
  @Operation({
    summary: 'Ask for money of a paid order back 退费',
    by: ['payer', 'payee_clerk', 'payee_finance'],
    errors: ['record.not_found', 'workflow.not_a_party', 'payments.not_paid', 'payments.refund_too_high'],
  })
  async refund(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequestRefund,
  ): Promise<RefundResponse> {
    const refundId = await this.refunds.request(actor, id, body);
    return toRefundResponse(actor, await this.refunds.get(actor, refundId));
  }

  @Get('refunds')
  @Operation({ summary: 'Refunds of an order', errors: ['record.not_found'] })
  async listRefunds(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RefundList> {
    return { items: (await this.refunds.of(actor, id)).map((refund) => toRefundResponse(actor, refund)) };
  }

  private async one(actor: Actor, id: string): Promise<PaymentOrderResponse> {
    const { order, allocations } = await this.queries.get(actor, id);
    return toResponse(actor, order, allocations);
  }
}
