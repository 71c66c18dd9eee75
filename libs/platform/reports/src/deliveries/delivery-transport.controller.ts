import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Secrets } from '@nqi/shared/secrets';
import {
  DeliveryResponse,
  DispatchDelivery,
  ReceiveDelivery,
  ReturnDelivery,
  toDeliveryResponse,
} from './report-delivery.dto';
import { ReportDeliveryQueries } from './report-delivery.queries';
import { ReportDeliveryService } from './report-delivery.service';
import { reportDeliveryWorkflow as workflow } from './report-delivery.workflow';

/** What becomes of paper, by post or over the counter. */
@ApiTags('report-deliveries')
@Allow()
@Names({ id: 'report_delivery' })
@Controller('v1/report-deliveries')
export class DeliveryTransportController {
  constructor(
    private readonly deliveries: ReportDeliveryService,
    private readonly queries: ReportDeliveryQueries,
    private readonly secrets: Secrets,
  ) {}

  @Post(':id/dispatch')
  @Operation({
    summary: 'Given to a carrier',
    event: [workflow, 'dispatch'],
    status: 200,
    errors: ['reports.wrong_channel'],
  })
  async dispatch(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DispatchDelivery,
  ): Promise<DeliveryResponse> {
    await this.deliveries.dispatch(actor, id, body);
    return this.shown(actor, id);
  }

  @Post(':id/collection')
  @Operation({
    summary: 'Handed over at the counter',
    event: [workflow, 'collect'],
    status: 200,
    errors: ['reports.wrong_channel', 'reports.received_in_future'],
  })
  async collect(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReceiveDelivery,
  ): Promise<DeliveryResponse> {
    await this.deliveries.collect(actor, id, body);
    return this.shown(actor, id);
  }

  @Post(':id/receipt')
  @Operation({
    summary: 'It came',
    event: [workflow, 'receive'],
    status: 200,
    errors: ['reports.received_in_future'],
  })
  async receive(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReceiveDelivery,
  ): Promise<DeliveryResponse> {
    await this.deliveries.receive(actor, id, body);
    return this.shown(actor, id);
  }

  @Post(':id/return')
  @Operation({
    summary: 'The parcel came back',
    event: [workflow, 'bounce'],
    status: 200,
    errors: ['reports.wrong_channel'],
  })
  async bounce(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReturnDelivery,
  ): Promise<DeliveryResponse> {
    await this.deliveries.bounce(actor, id, reason);
    return this.shown(actor, id);
  }

  private async shown(actor: Actor, id: string): Promise<DeliveryResponse> {
    return toDeliveryResponse(actor, this.secrets, await this.queries.get(actor, id));
  }
}
