import { Controller, Get, Headers, Post, Query, Res, type StreamableFile, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys, type Permission } from '@nqi/platform/identity';
import { languageOf } from '@nqi/shared/errors';
import { Bytes, Operation } from '@nqi/shared/http';
import { MEDIA_TYPES } from '@nqi/shared/sheets';
import type { FastifyReply } from 'fastify';
import { ImportResponse, SheetQuery, toImportResponse, UploadQuery } from './import.dto';
import { ImportQueries } from './import.queries';
import { ImportService } from './import.service';
import { ImportSheets } from './import-sheets';
import { TakesSheet, UPLOAD_ERRORS } from './takes-sheet.decorator';

/** Where sheets of one kind come in. */
export interface SheetRoutes {
  /** The kind's name, for example `elevator`; operations are called after it. */
  readonly kind: string;
  /** Of the collection of imports, for example `v1/elevators/imports`. */
  readonly path: string;
  readonly tag: string;
  /** What becomes of the rows. */
  readonly summary: string;
  readonly permission: Permission;
  readonly keyScope: NonNullable<Parameters<typeof ForKeys>[0]>;
}

/** The routes by which sheets of a kind come in, and its template goes out. */
export function sheetRoutes({ kind, path, tag, summary, permission, keyScope }: SheetRoutes): Type {
  @ApiTags(tag)
  @ForKeys(keyScope)
  @Controller(path)
  class SheetController {
    constructor(
      private readonly imports: ImportService,
      private readonly queries: ImportQueries,
      private readonly sheets: ImportSheets,
    ) {}

    @Post()
    @Allow(permission)
    @TakesSheet()
    @Operation({ summary: `${summary}; Location tells how far it is`, errors: UPLOAD_ERRORS, status: 202 })
    async upload(
      @CurrentActor() actor: Actor,
      @Bytes() content: Buffer,
      @Query() query: UploadQuery,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<ImportResponse> {
      const id = await this.imports.upload(actor, kind, content, query);
      void reply.header('Location', `/v1/imports/${id}`);
      return toImportResponse(await this.queries.get(actor, id));
    }

    @Get('template')
    @Allow()
    @Operation({ summary: 'A sheet with the names of the columns and an example', file: MEDIA_TYPES.xlsx })
    template(@Query() { format = 'xlsx' }: SheetQuery, @Headers('accept-language') accepted?: string): StreamableFile {
      return this.sheets.template(kind, format, languageOf(accepted));
    }
  }
  // The contract calls operations after their controllers.
  const words = kind.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return Object.defineProperty(SheetController, 'name', { value: `${words.join('')}ImportController` });
}
