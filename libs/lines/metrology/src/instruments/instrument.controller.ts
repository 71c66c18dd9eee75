import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import {
  BatchOutcome,
  BatchQuery,
  BatchResponse,
  BatchRows,
  IdParam,
  IfMatch,
  Names,
  Operation,
} from '@nqi/shared/http';
import { InstrumentRegistrationService } from './instrument-registration.service';
import {
  InstrumentList,
  InstrumentResponse,
  toInstrumentItem,
  toInstrumentResponse,
  toInstrumentSummary,
} from './instrument-response.dto';
import { ChangeInstrument, CreateInstrument, InstrumentQuery, InstrumentRow } from './instrument.dto';
import { InstrumentQueries } from './instrument.queries';
import { InstrumentService } from './instrument.service';

@ApiTags('instruments')
@Allow()
@ForKeys('instruments:write')
@Names({ id: 'instrument' })
@Controller('v1/instruments')
export class InstrumentController {
  constructor(
    private readonly registration: InstrumentRegistrationService,
    private readonly instruments: InstrumentService,
    private readonly queries: InstrumentQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Allow('keep_register')
  @Operation({
    summary: 'Enter an instrument of the own organisation into its ledger',
    errors: ['metrology.instrument_exists', 'metrology.district_required', 'record.duplicate'],
  })
  async register(@CurrentActor() actor: Actor, @Body() body: CreateInstrument): Promise<InstrumentResponse> {
    return this.get(actor, await this.registration.registerOne(actor, body));
  }

  @Post('batches')
  @Allow('keep_register')
  @ApiOkResponse({ type: BatchResponse })
  @Operation({
    summary: 'Enter many instruments; good rows are entered, bad ones named',
    rows: InstrumentRow,
    errors: ['request.too_many_rows', 'record.duplicate'],
  })
  async registerMany(
    @CurrentActor() actor: Actor,
    @Body() { rows }: BatchRows,
    @Query() query: BatchQuery,
  ): Promise<BatchOutcome> {
    const validateOnly = query.validateOnly === 'true';
    const { registered, refused } = await this.registration.registerMany(actor, rows, validateOnly);
    return new BatchOutcome(
      registered.map((row) => toInstrumentItem(row, validateOnly)),
      refused,
    );
  }

  @Get()
  @Operation({ summary: 'Instruments that the own organisation may see', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: InstrumentQuery): Promise<InstrumentList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toInstrumentSummary), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One instrument', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<InstrumentResponse> {
    return toInstrumentResponse(actor, await this.queries.withRegulation(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of an instrument', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('instrument', id, false));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change an entry of the own ledger; null takes a fact away',
    by: ['owner'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'] as const),
      ...(['metrology.validity_fixed', 'metrology.instrument_exists', 'metrology.district_required'] as const),
      'record.duplicate',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeInstrument,
  ): Promise<InstrumentResponse> {
    await this.instruments.change(actor, id, version, body);
    return this.get(actor, id);
  }
}
