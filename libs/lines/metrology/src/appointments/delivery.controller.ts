import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { ReceiveItems } from '../items/item.dto';
import { ReceiptService } from '../items/receipt.service';
import { MetrologyOrderResponse, toResponse } from '../orders/order-response.dto';
import { OrderQueries } from '../orders/order.queries';
import { orderWorkflow } from '../orders/order.workflow';
import { AgreeVisit, BookWindow } from './appointment.dto';
import { AppointmentService } from './appointment.service';

/** How instruments come to the laboratory, or its people to them. */
@ApiTags('metrology-orders')
@Allow()
@Names({ id: 'metrology_order' })
@Controller('v1/metrology-orders/:id')
export class MetrologyDeliveryController {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly receipts: ReceiptService,
    private readonly queries: OrderQueries,
  ) {}

  @Post('delivery-appointment')
  @Operation({
    summary: 'Take a place in a window to deliver the instruments',
    event: [orderWorkflow, 'schedule'],
    errors: ['metrology.other_site', 'metrology.window_closed', 'metrology.window_full'],
    status: 200,
  })
  async schedule(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { windowId }: BookWindow,
  ): Promise<MetrologyOrderResponse> {
    await this.appointments.schedule(actor, id, windowId);
    return this.answer(actor, id);
  }

  @Post('delivery-change')
  @Operation({
    summary: 'Move to another window; the former place is free again',
    event: [orderWorkflow, 'reschedule'],
    errors: ['metrology.window_closed', 'metrology.window_full'],
    status: 200,
  })
  async reschedule(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { windowId }: BookWindow,
  ): Promise<MetrologyOrderResponse> {
    await this.appointments.reschedule(actor, id, windowId);
    return this.answer(actor, id);
  }

  @Post('site-visit')
  @Operation({
    summary: 'Agree on the day of the work on site',
    event: [orderWorkflow, 'agree_visit'],
    errors: ['metrology.other_site', 'metrology.day_past'],
    status: 200,
  })
  async agreeVisit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { visitOn }: AgreeVisit,
  ): Promise<MetrologyOrderResponse> {
    await this.appointments.agreeVisit(actor, id, visitOn);
    return this.answer(actor, id);
  }

  @Post('receipt')
  @Operation({
    summary: 'Receive instruments, all or some; sample numbers are given',
    event: [orderWorkflow, 'receive'],
    errors: ['metrology.lines_incomplete'],
    status: 200,
  })
  async receive(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { items }: ReceiveItems,
  ): Promise<MetrologyOrderResponse> {
    await this.receipts.receive(actor, id, items);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<MetrologyOrderResponse> {
    const { order, items } = await this.queries.withItems(actor, id);
    return toResponse(actor, order, items);
  }
}
