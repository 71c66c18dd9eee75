import { Controller, Get, Headers, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { languageOf } from '@nqi/shared/errors';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { MEDIA_TYPES } from '@nqi/shared/sheets';
import {
  ImportList,
  ImportQuery,
  ImportResponse,
  ImportRowList,
  ImportRowQuery,
  SheetQuery,
  toImportResponse,
  toRowResponse,
} from './import.dto';
import { ImportQueries } from './import.queries';
import { ImportService } from './import.service';
import { ImportSheets } from './import-sheets';

/** How far sheets are that were uploaded to a register, whichever it was. */
@ApiTags('imports')
@ForKeys(null)
@Names({ id: 'import' })
@Controller('v1/imports')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly queries: ImportQueries,
    private readonly sheets: ImportSheets,
  ) {}

  @Get()
  @Allow()
  @Operation({ summary: 'Sheets that the own organisation uploaded', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ImportQuery): Promise<ImportList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toImportResponse), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'How far an import is', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ImportResponse> {
    return toImportResponse(await this.queries.get(actor, id));
  }

  @Get(':id/rows')
  @Allow()
  @Operation({ summary: 'What became of each row', errors: ['record.not_found', 'request.bad_cursor'] })
  async rows(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: ImportRowQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<ImportRowList> {
    const { items, nextCursor } = await this.queries.rows(actor, id, query);
    return { items: items.map((row) => toRowResponse(row, languageOf(accepted))), nextCursor };
  }

  @Get(':id/result')
  @Allow()
  @Operation({
    summary: 'The sheet as it was sent, each row with its outcome; the outcomes alone once the sheet is no longer kept',
    file: MEDIA_TYPES.xlsx,
    errors: ['record.not_found'],
  })
  result(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { format = 'xlsx' }: SheetQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.sheets.result(actor, id, format, languageOf(accepted));
  }

  @Post(':id/cancellation')
  @Allow('keep_register')
  @Operation({
    summary: 'Take no more rows; those that were taken stay',
    errors: ['record.not_found', 'imports.over'],
    status: 200,
  })
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ImportResponse> {
    await this.imports.cancel(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/retry')
  @Allow('keep_register')
  @Operation({
    summary: 'Try a failed import again, behind the last row that was taken',
    errors: ['record.not_found', 'imports.not_failed', 'imports.file_gone'],
    status: 202,
  })
  async retry(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ImportResponse> {
    await this.imports.retry(actor, id);
    return this.get(actor, id);
  }
}
