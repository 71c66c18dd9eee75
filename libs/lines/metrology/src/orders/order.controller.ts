import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { CancelOrder, ChangeMetrologyOrder, CreateMetrologyOrder, OrderQuery } from './order.dto';
import { OrderCompletionService } from './order-completion.service';
import { openEventsFor, MetrologyOrderList, MetrologyOrderResponse, toResponse, toSummary } from './order-response.dto';
import { METROLOGY_ORDER } from './order-subject';
import { OrderQueries } from './order.queries';
import { OrderService } from './order.service';
import { orderWorkflow } from './order.workflow';

/** The client's side of an order, and what everybody reads of it. */
@ApiTags('metrology-orders')
@Allow()
@ForKeys('orders:write')
@Names({ id: 'metrology_order' })
@Controller('v1/metrology-orders')
export class MetrologyOrderController {
  constructor(
    private readonly orders: OrderService,
    private readonly completion: OrderCompletionService,
    private readonly queries: OrderQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('order_services')
  @Operation({
    summary: 'Draft an order for instruments of the own ledger',
    event: [orderWorkflow, 'create'],
    errors: ['metrology.unknown_instrument', 'metrology.instrument_not_usable', 'metrology.instrument_in_order'],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateMetrologyOrder): Promise<MetrologyOrderResponse> {
    return this.get(actor, await this.orders.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'Orders that the own organisation may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: OrderQuery): Promise<MetrologyOrderList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    const openEvents = query.include === 'openEvents';
    return {
      items: items.map((one) => ({ ...toSummary(one), ...(openEvents && { openEvents: openEventsFor(actor, one) }) })),
      nextCursor,
    };
  }

  @Get(':id')
  @Operation({ summary: 'One order with its items', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyOrderResponse> {
    const { order, items } = await this.queries.withItems(actor, id);
    return toResponse(actor, order, items);
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of an order', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { laboratoryId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline(METROLOGY_ORDER, id, actor.organisationId === laboratoryId));
  }

  @Patch(':id')
  @Allow('order_services')
  @Operation({
    summary: 'Change a draft or an order that was sent back; null takes a fact away, items replaces all',
    by: ['client'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'workflow.wrong_state', 'precondition.required'] as const),
      ...(['precondition.stale', 'metrology.unknown_instrument', 'metrology.instrument_not_usable'] as const),
      'metrology.instrument_in_order',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeMetrologyOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.orders.change(actor, id, version, body);
    return this.get(actor, id);
  }

  @Post(':id/order-submission')
  @Operation({
    summary: 'Hand the order to the laboratory',
    event: [orderWorkflow, 'submit'],
    errors: ['metrology.laboratory_not_authorised', 'metrology.instrument_not_filed'],
    status: 200,
  })
  async submit(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyOrderResponse> {
    await this.orders.submit(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/order-cancellation')
  @Operation({
    summary: 'Cancel an order before its instruments come',
    event: [orderWorkflow, 'cancel'],
    errors: ['metrology.already_paid'],
    status: 200,
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: CancelOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.orders.cancel(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/order-closure')
  @Operation({
    summary: 'Close a completed order that is settled and handed back',
    event: [orderWorkflow, 'close'],
    errors: ['metrology.not_settled', 'metrology.not_handed_back'],
    status: 200,
  })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyOrderResponse> {
    await this.completion.close(actor, id);
    return this.get(actor, id);
  }
}
