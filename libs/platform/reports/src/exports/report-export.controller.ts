import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { DomainError, type ErrorCode, languageOf } from '@nqi/shared/errors';
import { FileAnswer } from '@nqi/shared/files';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { FileStore } from '@nqi/shared/storage';
import type { FastifyReply } from 'fastify';
import {
  OrderReportExport,
  ReportExportItemList,
  ReportExportItemQuery,
  ReportExportList,
  ReportExportQuery,
  ReportExportResponse,
  toExportResponse,
  toItemResponse,
} from './report-export.dto';
import { ReportExportQueries } from './report-export.queries';
import { ReportExportService } from './report-export.service';

const ZIP = 'application/zip';

/** Many reports in one zip. */
@ApiTags('report-exports')
@Allow()
@ForKeys(null)
@Names({ id: 'report_export' })
@Controller('v1/report-exports')
export class ReportExportController {
  constructor(
    private readonly exports: ReportExportService,
    private readonly queries: ReportExportQueries,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operation({
    summary: 'Order reports as one zip, by their ids or by what they are; Location tells where its state is',
    errors: [
      ...(['reports.export_of_what', 'reports.export_empty', 'reports.export_too_large'] as const),
      'reports.too_many_exports',
    ],
    status: 202,
  })
  async order(
    @CurrentActor() actor: Actor,
    @Body() body: OrderReportExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportExportResponse> {
    const id = await this.exports.order(actor, body);
    void reply.header('Location', `/v1/report-exports/${id}`);
    return this.get(actor, id);
  }

  @Get()
  @Operation({ summary: 'Exports that the own organisation ordered', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ReportExportQuery): Promise<ReportExportList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((one) => toExportResponse(one, this.clock.now())), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'How far an export is', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportExportResponse> {
    return toExportResponse(await this.queries.get(actor, id), this.clock.now());
  }

  @Get(':id/items')
  @Operation({ summary: 'What became of each report', errors: ['record.not_found', 'request.bad_cursor'] })
  async items(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: ReportExportItemQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<ReportExportItemList> {
    const { items, nextCursor } = await this.queries.items(actor, id, query);
    const reason = (code: string): DomainError => new DomainError(code as ErrorCode);
    return { items: items.map((item) => toItemResponse(item, reason, languageOf(accepted))), nextCursor };
  }

  @Get(':id/content')
  @Operation({
    summary: 'The zip, or a range of it: reports, and manifest.csv with what each of them is',
    file: ZIP,
    errors: [
      ...([
        'record.not_found',
        'reports.export_not_ready',
        'reports.export_expired',
        'reports.export_outdated',
      ] as const),
      'reports.file_unreadable',
    ],
  })
  async content(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    const file = await this.exports.download(actor, id);
    const name = `检验检测报告-${cityDate(this.clock.now())}.zip`;
    const open = (stretch?: { from: number; to: number }): Readable => this.files.stream(file, stretch);
    return FileAnswer.streamed({ name, type: ZIP, ...file }, open, range, reply);
  }

  @Post(':id/cancellation')
  @Operation({ summary: 'Pack no further', errors: ['record.not_found', 'reports.export_over'], status: 200 })
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportExportResponse> {
    await this.exports.cancel(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/retry')
  @Operation({
    summary: 'Try a failed export again, from its beginning',
    errors: ['record.not_found', 'reports.not_failed'],
    status: 202,
  })
  async retry(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportExportResponse> {
    await this.exports.retry(actor, id);
    return this.get(actor, id);
  }
}
