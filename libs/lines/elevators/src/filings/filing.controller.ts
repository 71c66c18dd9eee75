import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { FilingList, FilingResponse, openEventsFor, toResponse, toSummary } from './filing-response.dto';
import { CreateFiling, FilingQuery, RefuseFiling, RequireSupplement } from './filing.dto';
import { FilingQueries } from './filing.queries';
import { FilingService } from './filing.service';
import { filingWorkflow } from './filing.workflow';

@ApiTags('elevator-filings')
@Allow()
@ForKeys('filings:write')
@Names({ id: 'elevator_filing' })
@Controller('v1/elevator-filings')
export class FilingController {
  constructor(
    private readonly filings: FilingService,
    private readonly queries: FilingQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('file_devices')
  @Operation({
    summary: 'Draft a filing for one device',
    event: [filingWorkflow, 'create'],
    errors: [
      ...(['elevators.unknown_device', 'elevators.no_mandate', 'elevators.duplicate_filing'] as const),
      ...(['elevators.too_early', 'elevators.no_due_date'] as const),
    ],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateFiling): Promise<FilingResponse> {
    return this.get(actor, await this.filings.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'Filings that the own organisation may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: FilingQuery): Promise<FilingList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    const withEvents = query.include === 'openEvents';
    return {
      items: items.map((item) => ({
        ...toSummary(item),
        ...(withEvents && { openEvents: openEventsFor(actor, item) }),
      })),
      nextCursor,
    };
  }

  @Get(':id')
  @Operation({ summary: 'One filing', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingResponse> {
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a filing', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { institutionId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('elevator_filing', id, actor.organisationId === institutionId));
  }

  @Post(':id/submission')
  @Operation({
    summary: 'Submit a draft, or answer a supplement request',
    event: [filingWorkflow, 'submit'],
    errors: ['elevators.documents_missing'],
    status: 200,
  })
  async submit(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingResponse> {
    await this.filings.submit(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/supplement-request')
  @ForKeys(null)
  @Operation({
    summary: 'Ask for everything that is missing, once',
    event: [filingWorkflow, 'require_supplement'],
    status: 200,
  })
  async requireSupplement(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequireSupplement,
  ): Promise<FilingResponse> {
    await this.filings.requireSupplement(actor, id, body.supplementRequest);
    return this.get(actor, id);
  }

  @Post(':id/refusal')
  @ForKeys(null)
  @Operation({ summary: 'Refuse a filing for a legal reason', event: [filingWorkflow, 'refuse'], status: 200 })
  async refuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RefuseFiling,
  ): Promise<FilingResponse> {
    await this.filings.refuse(actor, id, body.refusalReason);
    return this.get(actor, id);
  }

  @Post(':id/acceptance')
  @ForKeys(null)
  @Operation({
    summary: 'Accept a filing',
    event: [filingWorkflow, 'accept'],
    errors: ['elevators.institution_not_approved'],
    status: 200,
  })
  async accept(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingResponse> {
    await this.filings.accept(actor, id);
    return this.get(actor, id);
  }
}
