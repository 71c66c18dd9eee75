import { Body, Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { languageOf } from '@nqi/shared/errors';
import { BatchQuery, BatchRows, IdParam, Operation, setBatchStatus, toBatchResponse } from '@nqi/shared/http';
import type { FastifyReply } from 'fastify';
import { FilingBatchResponse, FilingBatchResult, toBatchItem, toFilingBatchResponse } from './filing-batch.dto';
import { FilingBatchService } from './filing-batch.service';
import { FilingRow } from './filing.dto';
import { FilingQueries } from './filing.queries';

@ApiTags('elevator-filing-batches')
@Controller('v1/elevator-filing-batches')
export class FilingBatchController {
  constructor(
    private readonly batches: FilingBatchService,
    private readonly queries: FilingQueries,
  ) {}

  @Post()
  @Allow('ent_admin', 'ent_user')
  @Operation({
    summary: 'File many devices; good rows are filed, bad ones named',
    rows: FilingRow,
    errors: ['request.too_many_rows'],
  })
  async file(
    @CurrentActor() actor: Actor,
    @Body() { rows }: BatchRows,
    @Query() query: BatchQuery,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FilingBatchResult> {
    const validateOnly = query.validateOnly === 'true';
    const { entered, refused, batchId } = await this.batches.file(actor, rows, validateOnly);
    setBatchStatus(reply, entered.length, refused.length);
    if (batchId) void reply.header('Location', `/v1/elevator-filing-batches/${batchId}`);
    const items = entered.map((one) => toBatchItem(one, validateOnly));
    return { batchId, ...toBatchResponse(items, refused, languageOf(language)) };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'How far the filings of a batch are', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingBatchResponse> {
    const { batch, byState } = await this.queries.batch(actor, id);
    return toFilingBatchResponse(batch, byState);
  }
}
