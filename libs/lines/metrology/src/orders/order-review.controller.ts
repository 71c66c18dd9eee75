import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { CancelOrder, QuoteOrder, RejectOrder, RequestChange } from './order.dto';
import { MetrologyOrderResponse, toResponse } from './order-response.dto';
import { OrderQueries } from './order.queries';
import { orderWorkflow } from './order.workflow';
import { QuotationService } from './quotation.service';

/** The laboratory's review of a request, and the client's answer to its offer. */
@ApiTags('metrology-orders')
@Allow()
@Names({ id: 'metrology_order' })
@Controller('v1/metrology-orders/:id')
export class MetrologyOrderReviewController {
  constructor(
    private readonly quotations: QuotationService,
    private readonly queries: OrderQueries,
  ) {}

  @Post('change-request')
  @Operation({ summary: 'Ask the client to change the order', event: [orderWorkflow, 'return'], status: 200 })
  async requestChange(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { changeRequest }: RequestChange,
  ): Promise<MetrologyOrderResponse> {
    await this.quotations.requestChange(actor, id, changeRequest);
    return this.answer(actor, id);
  }

  @Post('rejection')
  @Operation({
    summary: 'Reject an order that the laboratory cannot serve',
    event: [orderWorkflow, 'reject'],
    status: 200,
  })
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { rejectionReason }: RejectOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.quotations.reject(actor, id, rejectionReason);
    return this.answer(actor, id);
  }

  @Post('quotation')
  @Operation({
    summary: 'Quote: a capability and a price for each item',
    event: [orderWorkflow, 'quote'],
    errors: ['metrology.lines_incomplete', 'metrology.no_capability', 'metrology.nothing_to_quote'],
    status: 200,
  })
  async quote(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { lines }: QuoteOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.quotations.quote(actor, id, lines);
    return this.answer(actor, id);
  }

  @Post('free-acceptance')
  @Operation({
    summary: 'Accept an order of mandatory verification only, which is free',
    event: [orderWorkflow, 'accept_free'],
    errors: ['metrology.lines_incomplete', 'metrology.no_capability', 'metrology.not_all_free'],
    status: 200,
  })
  async acceptFree(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { lines }: QuoteOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.quotations.acceptFree(actor, id, lines);
    return this.answer(actor, id);
  }

  @Post('quotation-approval')
  @Operation({
    summary: 'Approve the quotation: the contract stands',
    event: [orderWorkflow, 'approve_quote'],
    errors: ['metrology.quotation_expired'],
    status: 200,
  })
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyOrderResponse> {
    await this.quotations.approve(actor, id);
    return this.answer(actor, id);
  }

  @Post('quotation-refusal')
  @Operation({ summary: 'Refuse the quotation', event: [orderWorkflow, 'refuse_quote'], status: 200 })
  async refuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: CancelOrder,
  ): Promise<MetrologyOrderResponse> {
    await this.quotations.refuse(actor, id, reason);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<MetrologyOrderResponse> {
    const { order, items } = await this.queries.withItems(actor, id);
    return toResponse(actor, order, items);
  }
}
