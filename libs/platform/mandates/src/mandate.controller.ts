import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import {
  EndMandateOffer,
  MandateList,
  MandateQuery,
  MandateResponse,
  OfferMandate,
  RevokeMandate,
  toMandateResponse,
  toMandateSummary,
} from './mandate.dto';
import { MandateQueries } from './mandate.queries';
import { MandateService } from './mandate.service';
import { mandateWorkflow } from './mandate.workflow';

@ApiTags('mandates')
@Allow()
@Names({ id: 'mandate' })
@Controller('v1/mandates')
export class MandateController {
  constructor(
    private readonly mandates: MandateService,
    private readonly queries: MandateQueries,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Allow('give_mandates')
  @Operation({
    summary: 'Offer a mandate, as the one who gives it or as the one who would hold it',
    event: [mandateWorkflow, 'offer'],
    errors: ['mandates.not_a_side'],
  })
  async offer(@CurrentActor() actor: Actor, @Body() body: OfferMandate): Promise<MandateResponse> {
    return this.get(actor, await this.mandates.offer(actor, body));
  }

  @Get()
  @Operation({
    summary: 'Mandates that the own organisation gave, holds or relied on',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: MandateQuery): Promise<MandateList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    const today = this.clock.today();
    return { items: items.map((item) => toMandateSummary(item, today)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One mandate with its subjects', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MandateResponse> {
    return toMandateResponse(actor, await this.queries.whole(actor, id), this.clock.today());
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a mandate', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('mandate', id, false));
  }

  @Post(':id/acceptance')
  @Operation({
    summary: 'Accept what the other side offered',
    event: [mandateWorkflow, 'accept'],
    errors: ['mandates.past', 'mandates.overlapping'],
    status: 200,
  })
  async accept(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<MandateResponse> {
    await this.mandates.accept(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/refusal')
  @Operation({ summary: 'Decline what the other side offered', event: [mandateWorkflow, 'decline'], status: 200 })
  async decline(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: EndMandateOffer,
  ): Promise<MandateResponse> {
    await this.mandates.decline(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/withdrawal')
  @Operation({ summary: 'Withdraw the own offer', event: [mandateWorkflow, 'withdraw'], status: 200 })
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: EndMandateOffer,
  ): Promise<MandateResponse> {
    await this.mandates.withdraw(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/revocation')
  @Operation({
    summary: 'Revoke a mandate, at once, for everything that has not begun',
    event: [mandateWorkflow, 'revoke'],
    status: 200,
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: RevokeMandate,
  ): Promise<MandateResponse> {
    await this.mandates.revoke(actor, id, reason);
    return this.get(actor, id);
  }
}
