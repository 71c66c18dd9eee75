import { Body, Controller, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { BatchOutcome, BatchResponse, Operation } from '@nqi/shared/http';
import { OrderDue, toBatchItem } from './due-order.dto';
import { DueOrderService } from './due-order.service';

@ApiTags('metrology-orders')
@ForKeys('orders:write')
@Controller('v1/metrology-orders/due')
export class DueOrderController {
  constructor(private readonly orders: DueOrderService) {}

  @Post()
  @Allow('order_services')
  @ApiOkResponse({ type: BatchResponse })
  @Operation({ summary: 'Draft the orders for all instruments that are due, one for each laboratory' })
  async orderDue(@CurrentActor() actor: Actor, @Body() body: OrderDue): Promise<BatchOutcome> {
    const { ordered, refused } = await this.orders.orderDue(actor, body);
    return new BatchOutcome(ordered.map(toBatchItem), refused);
  }
}
