import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { Secrets } from '@nqi/shared/secrets';
import {
  DeliveryList,
  DeliveryQuery,
  DeliveryResponse,
  OrderDeliveries,
  OrderedDeliveries,
  toDeliveryResponse,
} from './report-delivery.dto';
import { ReportDeliveryQueries } from './report-delivery.queries';
import { ReportDeliveryService } from './report-delivery.service';
import { reportDeliveryWorkflow as workflow } from './report-delivery.workflow';

/** Issued reports on their way to those who are to have them. */
@ApiTags('report-deliveries')
@Allow()
@Names({ id: 'report_delivery' })
@Controller('v1/report-deliveries')
export class ReportDeliveryController {
  constructor(
    private readonly deliveries: ReportDeliveryService,
    private readonly queries: ReportDeliveryQueries,
    private readonly history: History,
    private readonly secrets: Secrets,
  ) {}

  @Post()
  @Allow('offer_services')
  @Operation({
    summary: 'Deliver issued reports of the own institution; every recipient gets a delivery with a state of its own',
    errors: ['record.not_found', 'reports.not_issued', 'reports.not_a_client'],
  })
  async order(@CurrentActor() actor: Actor, @Body() body: OrderDeliveries): Promise<OrderedDeliveries> {
    const items: DeliveryResponse[] = [];
    for (const id of await this.deliveries.order(actor, body)) items.push(await this.get(actor, id));
    return { items };
  }

  @Get()
  @Operation({
    summary: 'Deliveries by the own institution, or to the own organisation',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: DeliveryQuery): Promise<DeliveryList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((one) => toDeliveryResponse(actor, this.secrets, one)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One delivery with its reports', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DeliveryResponse> {
    return toDeliveryResponse(actor, this.secrets, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a delivery', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('report_delivery', id, true));
  }

  @Post(':id/retry')
  @Operation({ summary: 'Deliver a failed one once more', event: [workflow, 'retry'], status: 200 })
  async retry(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DeliveryResponse> {
    await this.deliveries.retry(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/cancellation')
  @Operation({ summary: 'Deliver no more', event: [workflow, 'cancel'], status: 200 })
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DeliveryResponse> {
    await this.deliveries.cancel(actor, id);
    return this.get(actor, id);
  }
}
