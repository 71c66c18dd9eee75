import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { AssignItem, GiveUpItem, HandBackItem, ItemQuery } from './item.dto';
import { MetrologyItemList, MetrologyItemResponse, openEventsFor, toItemResponse } from './item-response.dto';
import { ItemQueries } from './item.queries';
import { ItemService } from './item.service';
import { itemWorkflow } from './item.workflow';

/** The single instruments of orders: the laboratory's work list. */
@ApiTags('metrology-items')
@Allow()
@ForKeys(null)
@Names({ id: 'metrology_item' })
@Controller('v1/metrology-items')
export class MetrologyItemController {
  constructor(
    private readonly items: ItemService,
    private readonly queries: ItemQueries,
    private readonly history: History,
  ) {}

  @Get()
  @Operation({ summary: 'Items that the own organisation may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ItemQuery): Promise<MetrologyItemList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    const openEvents = query.include === 'openEvents';
    return {
      items: items.map((one) => ({
        ...toItemResponse(actor, one),
        ...(openEvents && { openEvents: openEventsFor(actor, one) }),
      })),
      nextCursor,
    };
  }

  @Get(':id')
  @Operation({ summary: 'One item', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MetrologyItemResponse> {
    const item = await this.queries.get(actor, id);
    return { ...toItemResponse(actor, item), openEvents: openEventsFor(actor, item) };
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of an item', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { laboratoryId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('metrology_item', id, actor.organisationId === laboratoryId));
  }

  @Post(':id/assignment')
  @Operation({
    summary: 'Give the work to a licensed verifier',
    event: [itemWorkflow, 'assign'],
    errors: ['metrology.verifier_unqualified'],
    status: 200,
  })
  async assign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { verifierId }: AssignItem,
  ): Promise<MetrologyItemResponse> {
    await this.items.assign(actor, id, verifierId);
    return this.get(actor, id);
  }

  @Post(':id/non-performance')
  @Operation({ summary: 'Record that an item is not done, and why', event: [itemWorkflow, 'give_up'], status: 200 })
  async giveUp(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: GiveUpItem,
  ): Promise<MetrologyItemResponse> {
    await this.items.giveUp(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/hand-back')
  @Operation({ summary: 'Hand the instrument back to its owner', event: [itemWorkflow, 'hand_back'], status: 200 })
  async handBack(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: HandBackItem,
  ): Promise<MetrologyItemResponse> {
    await this.items.handBack(actor, id, note);
    return this.get(actor, id);
  }
}
