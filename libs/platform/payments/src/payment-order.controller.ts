import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import {
  ConfirmPayment,
  CreatePaymentOrder,
  PaymentOrderList,
  PaymentOrderQuery,
  PaymentOrderResponse,
  toResponse,
  toSummary,
} from './payment-order.dto';
import { PaymentOrderQueries } from './payment-order.queries';
import { PaymentOrderService } from './payment-order.service';
import { paymentOrderWorkflow } from './payment-order.workflow';

@ApiTags('payment-orders')
@ForKeys(null)
@Names({ id: 'payment_order' })
@Controller('v1/payment-orders')
export class PaymentOrderController {
  constructor(
    private readonly orders: PaymentOrderService,
    private readonly queries: PaymentOrderQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('bill')
  @Operation({
    summary: 'Put what is to be paid on one bill',
    errors: ['payments.unknown_subject', 'payments.mixed_order', 'payments.already_ordered'],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() { kind, subjectIds }: CreatePaymentOrder,
  ): Promise<PaymentOrderResponse> {
    return this.one(actor, await this.orders.create(actor, kind, subjectIds));
  }

  @Get()
  @Allow()
  @Operation({ summary: 'Orders that the own organisation pays or is paid', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: PaymentOrderQuery): Promise<PaymentOrderList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toSummary), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One order with its allocation to subjects', errors: ['record.not_found'] })
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PaymentOrderResponse> {
    return this.one(actor, id);
  }

  @Get(':id/history')
  @Allow()
  @Operation({ summary: 'Timeline of an order', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { order } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('payment_order', id, actor.organisationId === order.payeeId));
  }

  @Post(':id/confirmation')
  @Allow()
  @Operation({
    summary: 'Finance confirms that the money arrived',
    event: [paymentOrderWorkflow, 'confirm'],
    errors: ['payments.amount_differs'],
    status: 200,
  })
  async confirm(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ConfirmPayment,
  ): Promise<PaymentOrderResponse> {
    await this.orders.confirm(actor, id, body);
    return this.one(actor, id);
  }

  @Post(':id/closure')
  @Allow()
  @Operation({ summary: 'Give up an unpaid order', event: [paymentOrderWorkflow, 'close'], status: 200 })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PaymentOrderResponse> {
    await this.orders.close(actor, id);
    return this.one(actor, id);
  }

  private async one(actor: Actor, id: string): Promise<PaymentOrderResponse> {
    const { order, allocations } = await this.queries.get(actor, id);
    return toResponse(actor, order, allocations);
  }
}
