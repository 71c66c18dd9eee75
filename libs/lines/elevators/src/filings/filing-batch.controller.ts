import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { BatchOutcome, BatchQuery, BatchRows, IdParam, Names, Operation } from '@nqi/shared/http';
import {
  FileDue,
  FileDueResult,
  FilingBatchResponse,
  FilingBatchResult,
  toBatchItem,
  toFilingBatchResponse,
} from './filing-batch.dto';
import { FilingBatchService } from './filing-batch.service';
import { FilingRow } from './filing.dto';
import { FilingQueries } from './filing.queries';

@ApiTags('elevator-filing-batches')
@ForKeys('filings:write')
@Names({ id: 'elevator_filing_batch' })
@Controller('v1/elevator-filing-batches')
export class FilingBatchController {
  constructor(
    private readonly batches: FilingBatchService,
    private readonly queries: FilingQueries,
  ) {}

  @Post()
  @Allow('file_devices')
  @ApiOkResponse({ type: FilingBatchResult })
  @Operation({
    summary: 'File many devices; good rows are filed, bad ones named',
    rows: FilingRow,
    errors: ['request.too_many_rows'],
  })
  async file(
    @CurrentActor() actor: Actor,
    @Body() { rows }: BatchRows,
    @Query() query: BatchQuery,
  ): Promise<BatchOutcome> {
    const validateOnly = query.validateOnly === 'true';
    const { entered, refused, batchId } = await this.batches.file(actor, rows, validateOnly);
    return new BatchOutcome(
      entered.map((one) => toBatchItem(one, validateOnly)),
      refused,
      { batchId },
    );
  }

  @Post('due')
  @Allow('file_devices')
  @ApiOkResponse({ type: FileDueResult })
  @Operation({ summary: 'File every device whose inspection is due, own ones and those of mandates' })
  async fileDue(
    @CurrentActor() actor: Actor,
    @Body() body: FileDue,
    @Query() query: BatchQuery,
  ): Promise<BatchOutcome> {
    const validateOnly = query.validateOnly === 'true';
    const { entered, refused, batchId, isMore } = await this.batches.fileDue(actor, body, validateOnly);
    return new BatchOutcome(
      entered.map((one) => toBatchItem(one, validateOnly)),
      refused,
      { batchId, isMore },
    );
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'How far the filings of a batch are', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingBatchResponse> {
    const { batch, byState } = await this.queries.batch(actor, id);
    return toFilingBatchResponse(batch, byState);
  }
}
