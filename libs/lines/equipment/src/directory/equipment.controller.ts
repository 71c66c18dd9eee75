import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { PublishTariff, TariffList, toTariffResponse } from '../tariffs/tariff.dto';
import { TariffService } from '../tariffs/tariff.service';
import { EquipmentList, EquipmentResponse, toEquipmentResponse, toEquipmentSummary } from './equipment-response.dto';
import { ChangeEquipment, CreateEquipment, EquipmentQuery } from './equipment.dto';
import { EquipmentQueries } from './equipment.queries';
import { EquipmentService } from './equipment.service';

@ApiTags('equipment')
@ForKeys(null)
@Names({ id: 'equipment' })
@Controller('v1/equipment')
export class EquipmentController {
  constructor(
    private readonly equipment: EquipmentService,
    private readonly queries: EquipmentQueries,
    private readonly tariffs: TariffService,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('offer_services')
  @Operation({
    summary: 'Enter equipment of the own organisation into the directory',
    by: ['manager'],
    errors: ['equipment.inner_no_taken', 'equipment.bad_open_rule'],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateEquipment): Promise<EquipmentResponse> {
    return this.get(actor, await this.equipment.create(actor, body));
  }

  @Get()
  @Allow()
  @Operation({
    summary: 'The directory: by words, capability, district, mode and price',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: EquipmentQuery): Promise<EquipmentList> {
    const { items, nextCursor, tariffs } = await this.queries.list(actor, query);
    return { items: items.map((one) => toEquipmentSummary(actor, one, tariffs.get(one.id))), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One piece of equipment with its capabilities and prices', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EquipmentResponse> {
    return toEquipmentResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Allow()
  @Operation({ summary: 'Timeline of a piece of equipment', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { record } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('equipment', id, actor.organisationId === record.providerId));
  }

  @Patch(':id')
  @Allow('offer_services')
  @Operation({
    summary: 'Change an entry; null takes a fact away',
    by: ['manager'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'] as const),
      ...(['equipment.bad_open_rule', 'equipment.places_in_use', 'equipment.closure_blocked'] as const),
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeEquipment,
  ): Promise<EquipmentResponse> {
    await this.equipment.change(actor, id, version, body);
    return this.get(actor, id);
  }

  @Get(':id/tariffs')
  @Allow()
  @Operation({ summary: 'Tariffs, the latest first', errors: ['record.not_found'] })
  async prices(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<TariffList> {
    await this.queries.get(actor, id);
    return { items: (await this.tariffs.of(id)).map(toTariffResponse) };
  }

  @Post(':id/tariffs')
  @Allow('offer_services')
  @Operation({
    summary: 'Publish a tariff from a day on; it ends the one before',
    by: ['manager'],
    errors: ['record.not_found', 'equipment.tariff_in_past', 'equipment.tariff_exists'],
  })
  async publish(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: PublishTariff): Promise<TariffList> {
    await this.equipment.publishTariff(actor, id, body);
    return this.prices(actor, id);
  }
}
