import { Controller, Get, Headers, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import {
  ImportQueries,
  ImportResponse,
  ImportService,
  ImportSheets,
  SheetQuery,
  TakesSheet,
  toImportResponse,
  UPLOAD_ERRORS,
  UploadQuery,
} from '@nqi/platform/imports';
import { languageOf } from '@nqi/shared/errors';
import { Bytes, Operation } from '@nqi/shared/http';
import { MEDIA_TYPES } from '@nqi/shared/sheets';
import type { FastifyReply } from 'fastify';

/** The ledger of instruments from sheets. */
@ApiTags('instruments')
@ForKeys('instruments:write')
@Controller('v1/instruments/imports')
export class InstrumentImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly queries: ImportQueries,
    private readonly sheets: ImportSheets,
  ) {}

  @Post()
  @Allow('keep_register')
  @TakesSheet()
  @Operation({
    summary: 'Take instruments from a sheet into my ledger; Location tells how far it is',
    errors: UPLOAD_ERRORS,
    status: 202,
  })
  async upload(
    @CurrentActor() actor: Actor,
    @Bytes() content: Buffer,
    @Query() query: UploadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    const id = await this.imports.upload(actor, 'instrument', content, query);
    void reply.header('Location', `/v1/imports/${id}`);
    return toImportResponse(await this.queries.get(actor, id));
  }

  @Get('template')
  @Allow()
  @Operation({ summary: 'A sheet with the names of the columns and an example', file: MEDIA_TYPES.xlsx })
  template(@Query() { format = 'xlsx' }: SheetQuery, @Headers('accept-language') accepted?: string): StreamableFile {
    return this.sheets.template('instrument', format, languageOf(accepted));
  }
}
