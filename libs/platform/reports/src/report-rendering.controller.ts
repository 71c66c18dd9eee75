import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import type { FastifyReply } from 'fastify';
import { ReportFileAnswer } from './report-file-answer';
import { ReportRenderingService } from './report-rendering.service';
import { RenderingResponse, toRenderingResponse } from './report.dto';
import { ReportQueries } from './report.queries';

/** The jobs that make the files of a report: for the institution's people only. */
@ApiTags('reports')
@Allow('see_workshop')
@Names({ reportId: 'report', id: 'report_rendering' })
@Controller('v1/reports/:reportId')
export class ReportRenderingController {
  constructor(
    private readonly renderings: ReportRenderingService,
    private readonly queries: ReportQueries,
  ) {}

  @Post('previews')
  @Operation({
    summary: 'Order a watermarked preview; Location tells where its state is',
    errors: ['record.not_found'],
    status: 202,
  })
  async preview(
    @CurrentActor() actor: Actor,
    @IdParam('reportId') reportId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenderingResponse> {
    const id = await this.renderings.preview(actor, reportId);
    void reply.header('Location', `/v1/reports/${reportId}/renderings/${id}`);
    return this.get(actor, reportId, id);
  }

  @Get('renderings/:id')
  @Operation({ summary: 'State of a rendering job, with the reason when it failed', errors: ['record.not_found'] })
  async get(
    @CurrentActor() actor: Actor,
    @IdParam('reportId') reportId: string,
    @IdParam() id: string,
  ): Promise<RenderingResponse> {
    const { rendering, files } = await this.queries.rendering(actor, reportId, id);
    return toRenderingResponse(rendering, files);
  }

  @Get('renderings/:id/files/:document')
  @Operation({
    summary: 'A file of a rendering as PDF',
    file: 'application/pdf',
    errors: ['record.not_found', 'reports.file_unreadable'],
  })
  async file(
    @CurrentActor() actor: Actor,
    @IdParam('reportId') reportId: string,
    @IdParam() id: string,
    @Param('document') document: string,
  ): Promise<ReportFileAnswer> {
    const { file, content } = await this.queries.renderedFile(actor, reportId, id, document);
    return new ReportFileAnswer(`${reportId}-${document}`, file, content);
  }

  @Post('renderings/:id/retry')
  @Operation({
    summary: 'Try a failed rendering again',
    errors: ['record.not_found', 'reports.not_failed'],
    status: 202,
  })
  async retry(
    @CurrentActor() actor: Actor,
    @IdParam('reportId') reportId: string,
    @IdParam() id: string,
  ): Promise<RenderingResponse> {
    await this.renderings.retry(actor, reportId, id);
    return this.get(actor, reportId, id);
  }
}
